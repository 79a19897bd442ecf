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
