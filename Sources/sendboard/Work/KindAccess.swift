import ServiceCore

/// The connections of a workspace that serve one kind, as a command reaches them.
struct KindAccess: Sendable {
    let workspace: Workspace
    let kind: ResourceKind
    /// Says on standard error what else is to be known of what was found.
    var tell: @Sendable (String) -> Void = { _ in }

    typealias Served = (connection: Connection, operations: RowOperations)

    /// A row with the connection and the operations that it came from.
    struct Found {
        let connection: Connection
        let operations: RowOperations
        let row: Row
    }

    /// - Throws: `.unsupported` where no connection serves the kind.
    func served() throws(ServiceError) -> [Served] {
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
    func only() throws(ServiceError) -> Served {
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
    /// - Throws: `.notFound`; `.conflict` where several connections have one; why a connection could not be asked where no
    ///   other has it.
    func find(_ key: String) async throws(ServiceError) -> Found {
        var unasked: [ConnectionID: ServiceError] = [:]
        return try await find(key, unasked: &unasked)
    }

    /// - Parameter unasked: the connections that could not be asked before; no key asks them again.
    private func find(
        _ key: String, unasked: inout [ConnectionID: ServiceError]
    ) async throws(ServiceError) -> Found {
        var found: [Found] = []
        var canFind = false
        for (connection, operations) in try served() {
            guard let find = operations.operations.find else { continue }
            canFind = true
            guard unasked[connection.id] == nil else { continue }
            do throws(ServiceError) {
                guard let row = try await find(key) else { continue }
                found.append(Found(connection: connection, operations: operations, row: row))
            } catch {
                guard Self.isOfConnection(error) else { throw error }
                unasked[connection.id] = error
            }
        }
        for (connection, failure) in unasked.sorted(by: { $0.key.name < $1.key.name }) {
            // What answers for any key may stand for the row of the one that could not be asked.
            guard found.contains(where: { !$0.row.isAnswerAlone }) else { throw failure }
            tell("\(connection) could not be asked for the same: \(failure.message)")
        }
        let words = try schema().words
        guard canFind else {
            throw ServiceError(
                .unsupported, "\(words.plural.capitalizedFirst) cannot be looked up one by one.")
        }
        guard let first = found.first else {
            throw ServiceError(
                .notFound, "There is no \(words.singular) “\(key)”.",
                hint: try served().listHint(kind))
        }
        let known = found.filter { !$0.row.isAnswerAlone }
        guard found.count > 1, known.count != 1 else { return known.first ?? first }
        let names = (known.isEmpty ? found : known).map(\.connection.id.name).joined(separator: ", ")
        throw ServiceError(
            .conflict,
            known.isEmpty ? "\(names) answer for any key, also for “\(key)”." : "“\(key)” is on \(names).",
            hint: "Add --connection NAME.")
    }

    /// Whether a connection could not be asked, whatever for.
    private static func isOfConnection(_ error: ServiceError) -> Bool {
        switch error.code {
        case .unauthorized, .forbidden, .unreachable, .timedOut, .unavailable, .rateLimited, .malformedAnswer,
            .notListed:
            true
        default: false
        }
    }

    /// Rows of one connection, in the order of the keys and each once, and why others were not found.
    ///
    /// - Throws: the one problem, or all, where nothing was found; what concerns no key in particular.
    func findAll(_ keys: [String]) async throws(ServiceError) -> (
        operations: RowOperations, rows: [Row], absent: [AbsentRow]
    ) {
        let words = try schema().words
        guard !keys.isEmpty else {
            throw ServiceError(.invalid, "Say which \(words.singular).", hint: "Add its id or its name.")
        }
        var found: [Found] = []
        var ids: Set<ResourceID> = []
        var absent: [AbsentRow] = []
        var unasked: [ConnectionID: ServiceError] = [:]
        for key in keys {
            do throws(ServiceError) {
                let one = try await find(key, unasked: &unasked)
                if ids.insert(one.row.id).inserted { found.append(one) }
            } catch {
                guard error.code == .notFound || error.code == .conflict else { throw error }
                absent.append(AbsentRow(key: key, error: error))
            }
        }
        if found.isEmpty {
            try absent.map(\.error).check(of: keys.count, words, isAnyLeft: false, keepsGoing: false)
        }
        guard let first = found.first, found.allSatisfy({ $0.connection.id == first.connection.id }) else {
            throw ServiceError(
                .invalid, "The rows are on several connections.", hint: "Do one connection at a time.")
        }
        return (first.operations, found.map(\.row), absent)
    }
}

/// A key that stands for no row, or for several.
struct AbsentRow: Sendable {
    let key: String
    let error: ServiceError
}

extension [KindAccess.Served] {
    /// Where to look for rows; of platforms that list not all or none of theirs, what they do instead.
    fileprivate func listHint(_ kind: ResourceKind) -> String {
        let lists = compactMap(\.operations.operations.list)
        let name = kind.commandName
        guard !lists.isEmpty else { return "Give it in full: \(name) rows are looked up, not listed." }
        let isWhole = lists.contains { $0.gathering?.part == nil }
        return "sendboard \(name) list shows what \(isWhole ? "there is" : "is listed")."
    }
}
