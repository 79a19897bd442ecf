/// The name of a configured connection, unique within a workspace.
package struct ConnectionID: Sendable, Hashable, Comparable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    package let name: String

    package init(_ name: String) { self.name = name }
    package init(stringLiteral value: String) { name = value }

    package var description: String { name }
    package static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}

/// What tells one row from every other of a workspace: its connection, its kind and the platform's own id.
package struct ResourceID: Sendable, Hashable, CustomStringConvertible {
    package let connection: ConnectionID
    package let kind: ResourceKind
    /// The id as the platform spells it: a number, a UUID, an address.
    package let native: String

    package init(_ connection: ConnectionID, _ kind: ResourceKind, _ native: String) {
        self.connection = connection
        self.kind = kind
        self.native = native
    }

    package var description: String { "\(connection)/\(kind.rawValue)/\(native)" }
}

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

/// A kind of row that a platform may serve: a pane or a palette view, and a noun of the command line.
///
/// The file of its resource says its word.
package struct ResourceKind: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(stringLiteral word: String) { rawValue = word }

    /// A call in the log of a connection, which is no row.
    package static let request: Self = "request"

    /// The noun of the command line, such as `smtp-user`.
    package var commandName: String { rawValue }
}

extension ResourceKind: CustomStringConvertible {
    package var description: String { rawValue }
}

/// The stable snake_case name of a field: its column, filter word, JSON key and form line.
package typealias FieldID = String
