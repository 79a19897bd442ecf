import Foundation
import Mail
import ServiceCore
import Store
import Synchronization
import Testing

@testable import Platform
@testable import PlatformServer

/// An embedded platform with a master account, asked as clients of Dyn ask.
struct DynDesk: Sendable {
    let desk: ServerDesk
    let dialect: DynDialect
    let clock: DeskClock
    /// Its user name is `master@shop.example`.
    let master: NewAccount

    init() async throws {
        let clock = DeskClock()
        self.clock = clock
        desk = try await ServerDesk(clock: { clock.now })
        dialect = DynDialect(desk.host)
        master = try await desk.accountWithoutPassword("master@shop.example", isAdmin: true)
    }

    func account(_ username: String) async throws -> NewAccount {
        try await desk.accountWithoutPassword(username)
    }

    /// - Parameter account: whose key is sent; the master's unless told otherwise.
    func get(
        _ path: String, _ query: [String: String] = [:], as account: NewAccount? = nil
    ) async throws -> DynReply {
        try await ask("GET", path, query: fields(query, account))
    }

    func post(
        _ path: String, _ form: [String: String] = [:], as account: NewAccount? = nil
    ) async throws -> DynReply {
        try await post(path, encoded: Self.encoded(fields(form, account)))
    }

    /// A body as it comes over the wire.
    func post(_ path: String, encoded: String) async throws -> DynReply {
        try await ask("POST", path, body: encoded)
    }

    func ask(
        _ method: String, _ path: String, query: [(String, String)] = [], body: String = ""
    ) async throws -> DynReply {
        let segments = path.split(separator: "/").map(String.init)
        let request = ServerRequest(
            method, segments, query: RequestFields(query), body: Array(body.utf8))
        return try DynReply(await dialect.answer(request))
    }

    func sql(_ sql: String, _ arguments: [any ColumnValue & Sendable] = []) async throws {
        try await desk.platform.context.store.write { db in
            try db.execute(SQL(text: sql, [(any ColumnValue)?](arguments)))
        }
    }

    /// Writes an event of a message from `news@shop.example`, as the engine would.
    func event(
        _ kind: EventKind, of address: String, from sender: String = "news@shop.example",
        by account: NewAccount? = nil, headers: [MailHeader] = [], columns: [String: String] = [:]
    ) async throws {
        let (username, time) = ((account ?? master).username, clock.now.storedTime)
        let message = try JSONEncoder.sorted.encode(StoredMessage(from: sender, headers: headers))
        try await desk.platform.context.store.write { db in
            let account = try Int64.fetchOne(db, "SELECT id FROM account WHERE username = \(username)")
            try db.execute(
                """
                INSERT INTO batch (uuid, account, channel, created_at) VALUES (\(UUID().uuidString),
                \(account), 'email', 0)
                """)
            let batch = db.lastInsertedRowID
            try db.execute(
                """
                INSERT INTO submission (batch, source, sender, message, created_at) VALUES (\(batch),
                'dyn', \(sender), \(String(decoding: message, as: UTF8.self)), 0)
                """)
            try db.execute(
                """
                INSERT INTO delivery (submission, batch, ordinal, address, state, changed_at)
                VALUES (\(db.lastInsertedRowID), \(batch), 1, \(address), 5, 0)
                """)
            let more = columns.keys.sorted()
            try db.execute(
                SQL(
                    text: """
                        INSERT INTO event (account, kind, at, delivery, batch, source\(more.map { ", \($0)" }.joined()))
                        VALUES (?, ?, ?, ?, ?, 'test'\(more.map { _ in ", ?" }.joined()))
                        """,
                    [account, kind.number, time, db.lastInsertedRowID, batch]
                        + [(any ColumnValue)?](more.map { columns[$0] })))
        }
    }

    private struct StoredMessage: Encodable {
        let from: String
        let headers: [MailHeader]
    }

    private func fields(_ fields: [String: String], _ account: NewAccount?) -> [(String, String)] {
        [("apikey", (account ?? master).apiKey.reveal())] + fields.sorted { $0.key < $1.key }
    }

    static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { name, value in "\(escaped(name))=\(escaped(value))" }.joined(separator: "&")
    }

    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

extension JSONEncoder {
    /// As the platform keeps messages.
    fileprivate static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// A clock that stands at noon of 2026-03-01 until it is moved.
final class DeskClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_772_366_400))

    var now: Date { time.withLock { $0 } }

    func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
}

/// An answer, taken out of its envelope.
struct DynReply {
    let http: Int
    let status: Int
    let message: String
    let data: NSObject
    let text: String

    init(_ response: ServerResponse) throws {
        http = response.status
        text = String(decoding: response.body, as: UTF8.self)
        let whole = try #require(try JSON.object(text) as? [String: Any])
        let body = try #require(whole["response"] as? [String: Any])
        #expect(whole.count == 1 && body.count == 3)
        status = try #require(body["status"] as? Int)
        message = try #require(body["message"] as? String)
        data = try #require(body["data"] as? NSObject)
        #expect(response.headers.first?.value.hasPrefix("application/json") == true)
    }

    subscript(name: String) -> NSObject? { (data as? [String: Any])?[name] as? NSObject }

    func list(_ name: String) -> [[String: NSObject]] { self[name] as? [[String: NSObject]] ?? [] }

    /// The sentences of a refusal.
    var sentences: [String] { data as? [String] ?? [] }
}

/// JSON as the specification prints it, to be compared with what is answered.
enum JSON {
    static func object(_ text: String) throws -> NSObject {
        try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject)
    }
}
