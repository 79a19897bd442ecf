import ServiceCore

/// The connections of a workspace that serve one kind, as a command reaches them.
struct KindAccess: Sendable {
    let workspace: Workspace
    let kind: ResourceKind

    /// A row with the connection and the operations that it came from.
    struct Found {
        let connection: Connection
        let operations: RowOperations
        let row: Row
    }

    /// - Throws: `.unsupported` where no connection serves the kind.
    func served() throws(ServiceError) -> [(connection: Connection, operations: RowOperations)] {
        let served = workspace.connections.compactMap { connection in
            connection.resources[kind].map { (connection, $0) }
        }
        guard !served.isEmpty else {
            throw ServiceError(.unsupported, "No connection serves \(kind.commandName) rows.")
        }
        return served
    }

    func schema() throws(ServiceError) -> ResourceSchema { try served()[0].operations.schema }

    /// The one connection that a new row goes to.
    ///
    /// - Throws: `.invalid` where there are several to choose from.
    func only() throws(ServiceError) -> (connection: Connection, operations: RowOperations) {
        let served = try served()
        guard served.count == 1 else {
            let names = served.map(\.connection.id.name).joined(separator: ", ")
            throw ServiceError(
                .invalid, "Several connections could take it: \(names).", hint: "Add --connection NAME.")
        }
        return served[0]
    }

    /// The row of this id or name.
    ///
    /// - Throws: `.notFound`; `.conflict` where several connections have one.
    func find(_ key: String) async throws(ServiceError) -> Found {
        var found: [Found] = []
        var canFind = false
        for (connection, operations) in try served() {
            guard let find = operations.operations.find else { continue }
            canFind = true
            if let row = try await find(key) {
                found.append(Found(connection: connection, operations: operations, row: row))
            }
        }
        let words = try schema().words
        guard canFind else {
            throw ServiceError(
                .unsupported, "\(words.plural.capitalizedFirst) cannot be looked up one by one.")
        }
        guard let first = found.first else {
            throw ServiceError(
                .notFound, "There is no \(words.singular) “\(key)”.",
                hint: "sendboard \(kind.commandName) list shows what there is.")
        }
        guard found.count == 1 else {
            let names = found.map(\.connection.id.name).joined(separator: ", ")
            throw ServiceError(.conflict, "“\(key)” is on \(names).", hint: "Add --connection NAME.")
        }
        return first
    }

    /// Rows of one connection, in the order of the keys.
    func findAll(_ keys: [String]) async throws(ServiceError) -> (
        connection: Connection, operations: RowOperations, rows: [Row]
    ) {
        var found: [Found] = []
        for key in keys { found.append(try await find(key)) }
        guard let first = found.first else {
            throw ServiceError(
                .invalid, "Say which \(try schema().words.singular).", hint: "Add its id or its name.")
        }
        guard found.allSatisfy({ $0.connection.id == first.connection.id }) else {
            throw ServiceError(
                .invalid, "The rows are on several connections.", hint: "Do one connection at a time.")
        }
        return (first.connection, first.operations, found.map(\.row))
    }
}
