/// The connections that one board shows together.
package struct Workspace: Sendable {
    package let name: String
    package let connections: [Connection]

    package init(name: String, connections: [Connection]) {
        self.name = name
        self.connections = connections
    }

    package subscript(id: ConnectionID) -> Connection? {
        connections.first { $0.id == id }
    }

    package var isReadOnly: Bool { connections.allSatisfy(\.isReadOnly) }

    /// Why some of the connections are not used, in their order.
    package var faults: [ServiceError] { connections.compactMap(\.fault) }
}
