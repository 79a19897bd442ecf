import ServiceCore

/// Reads the `workspaces` of the configuration.
struct WorkspaceReading {
    /// The names of the connections that there are, the embedded platform's among them.
    let known: [String]

    /// Why the other names are not known.
    let fault: ServiceError?

    /// - Parameter configuration: its connections have been read.
    init(_ configuration: Configuration) {
        known = [ConnectionEntry.embedded] + configuration.connections.map(\.name)
        fault = configuration.connectionsFault
    }

    func workspaces(_ section: YAMLValue) throws(ServiceError) -> [WorkspaceEntry] {
        guard !section.isNothing else { return [] }
        var entries: [WorkspaceEntry] = []
        for (_, name, value) in try section.entries(of: "workspaces") {
            entries.append(try workspace(name, value))
        }
        return entries
    }

    /// A name that no connection has is a fault of that name alone: the others are shown.
    private func workspace(_ name: String, _ value: YAMLValue) throws(ServiceError) -> WorkspaceEntry {
        var workspace = WorkspaceEntry(name: name, connections: [])
        for item in value.items() {
            let connection = try item.text("a connection")
            guard !workspace.connections.contains(connection) else {
                throw item.error("“\(connection)” stands twice in \(name).", hint: "Keep it once.")
            }
            workspace.connections.append(connection)
            guard !known.contains(connection) else { continue }
            workspace.faults[connection] =
                fault
                ?? item.error(
                    "there is no connection “\(connection)”.",
                    hint: ConfigurationReader.hint(connection, among: known))
        }
        guard !workspace.connections.isEmpty else {
            throw value.error("the workspace \(name) shows nothing.")
        }
        return workspace
    }
}
