import FoundationEssentials
import ServiceCore

/// Does with a connection what the board does.
struct DMDSBoard {
    let connection: Connection

    /// What the connection does not offer.
    struct NotOffered: Error {}

    func operations(_ kind: ResourceKind) throws -> ResourceOperations<Row> {
        guard let rows = connection.resources[kind] else { throw NotOffered() }
        return rows.operations
    }

    /// - Parameter filter: as typed after `/`.
    func list(_ kind: ResourceKind, _ filter: String = "") async throws -> [Row] {
        guard let rows = connection.resources[kind], let list = rows.operations.list else {
            throw NotOffered()
        }
        let parser = FilterParser(schema: rows.schema, now: SteppingClock.start)
        return try await list.page(ListRequest(filter: try parser.parse(filter))).items
    }

    func find(_ kind: ResourceKind, _ key: String) async throws -> Row? {
        guard let find = try operations(kind).find else { throw NotOffered() }
        return try await find(key)
    }

    @discardableResult
    func create(_ kind: ResourceKind, _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let create = try operations(kind).create else { throw NotOffered() }
        _ = try await create.form(nil)
        return try await create.submit(nil, FormValues(values))
    }

    @discardableResult
    func update(_ row: Row?, _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let row, let update = try operations(row.id.kind).update else { throw NotOffered() }
        _ = try await update.form(row)
        return try await update.submit(row, FormValues(values))
    }

    @discardableResult
    func delete(_ kind: ResourceKind, _ natives: String...) async throws -> EditOutcome {
        guard let delete = try operations(kind).delete else { throw NotOffered() }
        return try await delete.perform(natives.map { ResourceID(connection.id, kind, $0) })
    }

    @discardableResult
    func act(
        _ kind: ResourceKind, _ action: String, _ natives: [String], _ values: [FieldID: String] = [:]
    ) async throws -> EditOutcome {
        guard let action = try operations(kind).actions.first(where: { $0.name == action }) else {
            throw NotOffered()
        }
        return try await action.perform(
            natives.map { ResourceID(connection.id, kind, $0) }, FormValues(values))
    }

    @discardableResult
    func send(
        to contacts: [String] = [], _ values: [FieldID: String]
    ) async throws -> EditOutcome {
        guard let messages = connection.messages else { throw NotOffered() }
        return try await messages.send(
            contacts.map { ResourceID(connection.id, .contact, $0) }, FormValues(values))
    }
}

/// The error that a call ends with; nil where it does not.
func dmdsError(_ call: () async throws -> Void) async -> ServiceError? {
    do {
        try await call()
        return nil
    } catch {
        return error as? ServiceError
    }
}
