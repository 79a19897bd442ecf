import FoundationEssentials
import Providers
import ServiceCore
import TestSupport

/// Does with a hosted connection what panes, forms and keys do with it.
struct HostedDriver: Sendable {
    let connection: Connection
    /// Kept open as long as the driver is used.
    var server: ScriptedServer?
    var filling = Filling.whole
    /// How many rows a list asks for, unless it says so itself.
    var limit = 5_000

    /// How forms are filled before they are sent.
    enum Filling: Sendable {
        /// With the form's own values under those that are named, as a person sends it.
        case whole
        /// With what is named alone, after the form was asked for.
        case named
        /// With what is named alone, the form never asked for.
        case unasked
    }

    /// The connection does not offer the operation, or has not what was looked for.
    struct NotOffered: Error {}

    func id(_ kind: ResourceKind, _ native: String) -> ResourceID {
        ResourceID(connection.id, kind, native)
    }

    func operations(_ kind: ResourceKind) throws -> ResourceOperations<Row> {
        try offered(connection.resources[kind]?.operations)
    }

    func offered<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw NotOffered() }
        return value
    }

    // MARK: Reading

    func rows(_ kind: ResourceKind, _ filter: Filter = .all, limit: Int? = nil) async throws -> [Row] {
        let request = ListRequest(filter: filter, limit: limit ?? self.limit)
        return try await offered(operations(kind).list).page(request).items
    }

    /// - Parameter search: as typed after `/`.
    func list(_ kind: ResourceKind, _ search: String = "", limit: Int? = nil) async throws -> [Row] {
        try await rows(kind, filter(kind, search), limit: limit)
    }

    func count(_ kind: ResourceKind, _ search: String = "") async throws -> Int {
        try await offered(operations(kind).list?.count)(filter(kind, search))
    }

    func find(_ kind: ResourceKind, _ key: String) async throws -> Row? {
        try await offered(operations(kind).find)(key)
    }

    /// The listed row of this name.
    func row(_ kind: ResourceKind, _ name: String) async throws -> Row {
        try offered(await rows(kind).first { $0.name == name })
    }

    private func filter(_ kind: ResourceKind, _ search: String) throws -> Filter {
        let schema = try offered(connection.resources[kind]?.schema)
        return try FilterParser(schema: schema, now: SteppingClock.start).parse(search)
    }

    /// The error that something ends with.
    func failure(_ call: () async throws -> some Any) async throws -> ServiceError {
        try offered(await serviceError(of: call))
    }
}

extension HostedDriver {
    @discardableResult
    func create(_ kind: ResourceKind, _ values: [FieldID: String]) async throws -> EditOutcome {
        let create = try offered(operations(kind).create)
        return try await create.submit(nil, filled(values) { try await create.form(nil) })
    }

    @discardableResult
    func edit(_ row: Row?, _ values: [FieldID: String]) async throws -> EditOutcome {
        let row = try offered(row)
        let update = try offered(operations(row.id.kind).update)
        return try await update.submit(row, filled(values) { try await update.form(row) })
    }

    @discardableResult
    func delete(_ kind: ResourceKind, _ keys: String...) async throws -> EditOutcome {
        try await offered(operations(kind).delete).perform(keys.map { id(kind, $0) })
    }

    @discardableResult
    func act(
        _ name: String, _ kind: ResourceKind, _ keys: String..., values: [FieldID: String] = [:]
    ) async throws -> EditOutcome {
        let action = try offered(operations(kind).actions.first { $0.name == name })
        return try await action.perform(keys.map { id(kind, $0) }, FormValues(values))
    }

    @discardableResult
    func send(to targets: [ResourceID] = [], _ values: [FieldID: String]) async throws -> EditOutcome {
        let messages = try offered(connection.messages)
        guard filling == .whole else { return try await messages.send(targets, FormValues(values)) }
        return try await messages.send(targets, filled(values) { try await messages.form(targets) })
    }

    /// The form of a message to these.
    func form(_ targets: ResourceID...) async throws -> FormDescription {
        try await offered(connection.messages).form(targets)
    }

    private func filled(
        _ values: [FieldID: String], _ form: () async throws -> FormDescription
    ) async throws -> FormValues {
        if filling == .unasked { return FormValues(values) }
        let own = try await form().initialValues
        return FormValues(filling == .whole ? own.texts.merging(values) { $1 } : values)
    }
}

/// The error that a call ends with; nil where it does not.
func serviceError(of call: () async throws -> some Any) async -> ServiceError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? ServiceError
    }
}
