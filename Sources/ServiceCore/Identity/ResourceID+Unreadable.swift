extension ResourceID {
    /// What a row goes by whose own id nobody can read: its place in the list, from 1.
    package static func placeholder(of item: Int) -> String { "\(placeholder)\(item))" }

    /// Whether this stands for an id that nobody can read; no platform knows it.
    package static func isPlaceholder(_ native: String) -> Bool { native.hasPrefix(placeholder) }

    private static let placeholder = "unreadable (item "

    /// Whether the platform knows the row by it, so that the row can be edited and looked up.
    package var isReadable: Bool { !Self.isPlaceholder(native) }

    /// Why nothing can be done to a row whose id nobody can read.
    package static let unreadable = "its id cannot be read"
}
