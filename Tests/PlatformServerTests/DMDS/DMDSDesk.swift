import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// An account that calls the DMDS dialect; answers are the bytes that go over the wire.
struct DMDSDesk: Sendable {
    let desk: ServerDesk
    let account: NewAccount
    private let dialect: DMDSDialect

    /// As in the documents' sample of a contact: 2020-10-15T08:25:11.
    static let now = Date(timeIntervalSince1970: 1_602_750_311.4)

    init(
        sandbox: SandboxOptions = .immediate(rates: .silent), allowsPrivateTargets: Bool = true,
        clock: @escaping @Sendable () -> Date = { DMDSDesk.now }
    ) async throws {
        let desk = try await ServerDesk(sandbox: sandbox, clock: clock) {
            $0.allowsPrivateTargets = allowsPrivateTargets
        }
        try await self.init(desk, try await desk.account())
    }

    /// Another account of the same platform.
    func neighbour() async throws -> DMDSDesk {
        try await DMDSDesk(desk, try await desk.account("other@rival.example"))
    }

    private init(_ desk: ServerDesk, _ account: NewAccount) async throws {
        self.desk = desk
        self.account = account
        dialect = DMDSDialect(desk.host)
    }

    /// One for all tests that change nothing, because an account's password takes its time to hash; campaign 1 is
    /// of type `api`.
    static var idle: DMDSDesk { get async throws { try await shared.value } }

    private static let shared = Task {
        let desk = try await DMDSDesk()
        _ = try await desk.campaign()
        return desk
    }

    struct Answer: Equatable, CustomStringConvertible {
        let status: Int
        let text: String

        var description: String { "\(status) \(text)" }

        static func ok(_ text: String) -> Answer { Answer(status: 200, text: text) }

        /// `Providers/DMDS/WIRE.md` §3
        static func error(_ status: Int, _ on: String) -> Answer {
            Answer(status: status, text: #"{"on":"\#(on)","status":"err"}"#)
        }

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }

        func list(_ name: String) -> [[String: Any]] { json[name] as? [[String: Any]] ?? [] }

        func texts(_ list: String, _ name: String) -> [String] {
            self.list(list).compactMap { $0[name] as? String }
        }

        /// Whether it is the error envelope with this code, whose text begins so.
        func isError(_ status: Int, _ beginning: String = "") -> Bool {
            guard self.status == status, Set(json.keys) == ["on", "status"] else { return false }
            return json["status"] as? String == "err" && (json["on"] as? String)?.hasPrefix(beginning) == true
        }
    }

    /// A request as `curl -d` sends it: its body is labelled as a form, whatever it is.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: String = "", query: String = "", key: String? = nil
    ) async -> Answer {
        await ask(method, path, bytes: Array(body.utf8), query: query, key: key)
    }

    @discardableResult
    func ask(
        _ method: String, _ path: String, bytes: [UInt8], query: String = "", key: String? = nil
    ) async -> Answer {
        let response = await dialect.answer(
            ServerRequest(
                method, ["v1"] + path.split(separator: "/").map(String.init),
                query: RequestFields(encoded: query.utf8),
                headers: [
                    ("authorization", key ?? account.apiKey.reveal()),
                    ("content-type", "application/x-www-form-urlencoded"),
                ], body: bytes))
        return Answer(status: response.status, text: String(decoding: response.body, as: UTF8.self))
    }

    /// Makes a campaign of type `api` from `shop@shop.example`.
    ///
    /// - Returns: its number.
    func campaign(_ more: String = "") async throws -> Int {
        let answer = await ask(
            "POST", "campania/",
            #"{"nombre": "Avisos", "tipo": "api", "asunto": "Hola", "remitente": "shop@shop.example"\#(more)}"#
        )
        return try #require(answer.json["numid"] as? Int)
    }

    /// Sends a page to `a@shop.example` with these members beside the required ones.
    func send(_ campaign: Int, _ more: String = "", to email: String = "a@shop.example") async -> Answer {
        await ask(
            "POST", "envio/send_one_inline/",
            #"{"campana_id": \#(campaign), "email": true, "html": "<p>Hola</p>", "contacto": {"email": "\#(email)"}\#(more)}"#
        )
    }

    /// Whether a value is a UUID in lower case.
    static func isUUID(_ value: Any?) -> Bool {
        guard let text = value as? String else { return false }
        return UUID(uuidString: text) != nil && text == text.lowercased()
    }

    /// Runs the engine until something holds.
    func run(until holds: () async throws -> Bool) async throws {
        let changes = desk.platform.context.store.changes()
        desk.platform.startEngine()
        if try await holds() { return }
        for await _ in changes where try await holds() { return }
    }
}
