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
