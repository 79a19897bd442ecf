import ServiceCore
import TestSupport

/// Does with a connection what panes, forms and keys do with it.
struct SendCleanBoard {
    let connection: Connection
    /// Kept open as long as the board is used.
    var server: ScriptedServer?

    /// The connection does not offer the operation.
    struct NotOffered: Error {}

    private func operations(_ kind: ResourceKind) throws -> ResourceOperations<Row> {
        guard let operations = connection.resources[kind]?.operations else { throw NotOffered() }
        return operations
    }

    func rows(_ kind: ResourceKind, _ filter: Filter = .all) async throws -> [Row] {
        guard let list = try operations(kind).list else { throw NotOffered() }
        return try await list.page(ListRequest(filter: filter, limit: 10_000)).items
    }

    func find(_ kind: ResourceKind, _ key: String) async throws -> Row? {
        guard let find = try operations(kind).find else { throw NotOffered() }
        return try await find(key)
    }

    /// The listed row of this name.
    func row(_ kind: ResourceKind, _ name: String) async throws -> Row {
        guard let row = try await rows(kind).first(where: { $0.name == name }) else { throw NotOffered() }
        return row
    }

    func create(_ kind: ResourceKind, _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let create = try operations(kind).create else { throw NotOffered() }
        return try await create.submit(nil, FormValues(values))
    }

    func edit(_ row: Row, _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let update = try operations(row.id.kind).update else { throw NotOffered() }
        return try await update.submit(row, FormValues(values))
    }

    func delete(_ kind: ResourceKind, _ keys: String...) async throws -> EditOutcome {
        guard let delete = try operations(kind).delete else { throw NotOffered() }
        return try await delete.perform(keys.map { ResourceID(connection.id, kind, $0) })
    }

    func act(
        _ kind: ResourceKind, _ action: String, _ keys: [String], _ values: [FieldID: String] = [:]
    ) async throws -> EditOutcome {
        guard let action = try operations(kind).actions.first(where: { $0.name == action }) else {
            throw NotOffered()
        }
        return try await action.perform(
            keys.map { ResourceID(connection.id, kind, $0) }, FormValues(values))
    }

    func send(_ values: [FieldID: String]) async throws -> EditOutcome {
        guard let messages = connection.messages else { throw NotOffered() }
        return try await messages.send([], FormValues(values))
    }

    func form(_ targets: ResourceID...) async throws -> FormDescription {
        guard let messages = connection.messages else { throw NotOffered() }
        return try await messages.form(targets)
    }

    /// The error that something ends with.
    func failure(_ call: () async throws -> some Any) async throws -> ServiceError {
        do {
            _ = try await call()
        } catch let error as ServiceError {
            return error
        }
        throw NotOffered()
    }
}
