/// The connections that one board shows together.
package struct Workspace: Sendable {
    package let name: String
    package let connections: [Connection]
    /// Why the hosted ones are missing: the settings say nothing of them that can be read.
    package let missing: ServiceError?
    /// What was done on all of them; nil where it is kept nowhere.
    package var trail: TrailReader?

    package init(name: String, connections: [Connection], missing: ServiceError? = nil) {
        self.name = name
        self.connections = connections
        self.missing = missing
    }

    package subscript(id: ConnectionID) -> Connection? {
        connections.first { $0.id == id }
    }

    package var isReadOnly: Bool { connections.allSatisfy(\.isReadOnly) }

    /// Why some of the connections are missing or not used, in their order.
    package var faults: [ServiceError] { (missing.map { [$0] } ?? []) + connections.compactMap(\.fault) }
}
