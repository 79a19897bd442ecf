import FoundationEssentials
import Providers
import ServiceCore
import Synchronization
import TestSupport

/// A connection to a scripted Dyn, and the operations that a board would call on it.
struct DynBoard: Sendable {
    let connection: Connection

    /// 32 hexadecimal digits (§2).
    static let key = "0123456789abcdef0123456789abcdef"

    struct Absent: Error {}

    init(_ connection: Connection) { self.connection = connection }

    init(
        _ server: ScriptedServer, readOnly: Bool = false, log: (any RequestLog)? = nil,
        clock: SteppingClock = SteppingClock(), memory: String? = nil, trail: (any AuditTrail)? = nil
    ) throws {
        let platform = PlatformRegistry["dyn"]
        guard let platform else { throw Absent() }
        let settings = ConnectionSettings(
            id: "dyn", isReadOnly: readOnly, baseURL: server.url,
            credentials: Credentials(["api-key": Secret(Self.key)]), clock: clock.transport(),
            requestLog: log, memoryPath: memory)
        let (bare, now) = (try platform.connect(settings), clock.transport().date)
        connection =
            trail.map { bare.audited(by: $0, over: settings.inHand, who: "kim@console", clock: now) } ?? bare
    }

    func operations(_ kind: ResourceKind) throws -> ResourceOperations<Row> {
        guard let operations = connection.resources[kind]?.operations else { throw Absent() }
        return operations
    }

    func list(_ kind: ResourceKind, _ search: String = "", limit: Int = 5000) async throws -> [Row] {
        guard let list = try operations(kind).list else { throw Absent() }
        return try await list.page(ListRequest(filter: try filter(kind, search), limit: limit)).items
    }

    func count(_ kind: ResourceKind, _ search: String = "") async throws -> Int {
        guard let count = try operations(kind).list?.count else { throw Absent() }
        return try await count(try filter(kind, search))
    }

    func find(_ kind: ResourceKind, _ key: String) async throws -> Row? {
        guard let find = try operations(kind).find else { throw Absent() }
        return try await find(key)
    }

    @discardableResult
    func create(_ kind: ResourceKind, _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let create = try operations(kind).create else { throw Absent() }
        return try await create.submit(nil, try await create.form(nil).filled(values))
    }

    @discardableResult
    func edit(_ row: Row, _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let update = try operations(row.id.kind).update else { throw Absent() }
        return try await update.submit(row, try await update.form(row).filled(values))
    }

    @discardableResult
    func delete(_ kind: ResourceKind, _ keys: String...) async throws -> EditOutcome {
        guard let delete = try operations(kind).delete else { throw Absent() }
        return try await delete.perform(keys.map { id(kind, $0) })
    }

    @discardableResult
    func act(
        _ name: String, _ kind: ResourceKind, _ keys: String..., values: [FieldID: String] = [:]
    ) async throws -> EditOutcome {
        guard let action = try operations(kind).actions.first(where: { $0.name == name }) else {
            throw Absent()
        }
        return try await action.perform(keys.map { id(kind, $0) }, FormValues(values))
    }

    @discardableResult
    func send(to targets: [ResourceID] = [], _ values: [FieldID: String]) async throws -> EditOutcome {
        guard let messages = connection.messages else { throw Absent() }
        return try await messages.send(targets, try await messages.form(targets).filled(values))
    }

    func id(_ kind: ResourceKind, _ native: String) -> ResourceID {
        ResourceID(connection.id, kind, native)
    }

    private func filter(_ kind: ResourceKind, _ search: String) throws -> Filter {
        guard let schema = connection.resources[kind]?.schema else { throw Absent() }
        return try FilterParser(schema: schema, now: SteppingClock.start).parse(search)
    }
}

extension FormDescription {
    /// The form's own values with these laid over them.
    fileprivate func filled(_ values: [FieldID: String]) -> FormValues {
        FormValues(initialValues.texts.merging(values) { $1 })
    }
}

extension ScriptedServer {
    /// Scripts the `data` of a call's good answers, given in turn; the last one stays.
    func data(_ method: String, _ path: String, _ data: String...) {
        let left = Mutex(data)
        answer(method, "/rest/json/\(path)") { _ in
            .json(DynFixture.good(left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? "[]" }))
        }
    }

    /// A server that answers every call of the specification as it says.
    static func dyn() async throws -> ScriptedServer {
        let server = try await ScriptedServer()
        server.data("GET", "accounts", DynFixture.accounts)
        server.data("POST", "accounts", DynFixture.account)
        server.data("GET", "accounts/xheaders", DynFixture.xheaders)
        server.data("POST", "accounts/xheaders", DynFixture.xheaders)
        server.data("GET", "senders", DynFixture.senders)
        for (method, path) in [("POST", "senders"), ("POST", "senders/dkim"), ("GET", "senders/details")] {
            server.data(method, path, DynFixture.sender)
        }
        server.data("GET", "senders/status", DynFixture.senderStatus)
        server.data("GET", "recipients/status", DynFixture.recipient)
        server.data("GET", "suppressions", DynFixture.suppressions)
        server.data("GET", "suppressions/count", DynFixture.suppressionCount)
        for path in [
            "accounts/delete", "senders/delete", "recipients/activate", "suppressions",
            "suppressions/activate",
            "send",
        ] {
            server.data("POST", path, "[]")
        }
        server.reports()
        return server
    }

    private func reports() {
        let more = [
            "bounces":
                #", "bouncetype": "hard", "bouncerule": "5.1.1", "bouncetime": "2026-03-01T12:00:05+00:00""#,
            "issues": #", "reason": "suppressed""#, "opens": #", "ip": "192.0.2.1""#,
            "clicks": #", "ip": "192.0.2.1", "clicklink": "https://shop.example/sale""#,
        ]
        for kind in ["sent", "delivered", "bounces", "complaints", "issues", "opens", "clicks"] {
            let row = DynFixture.row(more[kind] ?? "")
            data("GET", "reports/\(kind)", DynFixture.report(kind, row))
            data("GET", "reports/\(kind)/count", DynFixture.reportCount)
            data("GET", "reports/\(kind)/unique", DynFixture.unique(kind, row))
            data("GET", "reports/\(kind)/count/unique", DynFixture.uniqueCount)
        }
    }

    /// What was asked of one call.
    func asked(_ method: String, _ path: String) -> [RecordedRequest] {
        requests(to: method, "/rest/json/\(path)")
    }

    /// The bodies of everything that was posted, without the key, in order.
    var posted: [String] {
        requests.filter { $0.method == "POST" }.map {
            "\($0.path.dropFirst("/rest/json/".count)) "
                + $0.bodyText.replacing("apikey=\(DynBoard.key)&", with: "")
        }
    }
}
