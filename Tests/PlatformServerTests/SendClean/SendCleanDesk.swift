import Foundation
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// An account that calls the SendClean dialect; answers are the bytes that go over the wire.
struct SendCleanDesk {
    let desk: ServerDesk
    let account: NewAccount
    private let dialect: SendCleanDialect

    /// A day in July 2015, as in the documents' samples: 1436782800 s.
    static let now = Date(timeIntervalSince1970: 1_436_782_800.25)

    init(checksWebhooks: Bool = false, dnsServer: String = "127.0.0.1:9") async throws {
        let desk = try await ServerDesk(dnsServer: dnsServer, clock: { Self.now }) { options in
            options.checksWebhooks = checksWebhooks
            options.allowsPrivateTargets = true
        }
        try await self.init(desk, try await desk.account())
    }

    /// Another account of the same platform.
    func neighbour() async throws -> SendCleanDesk {
        try await SendCleanDesk(desk, try await desk.account("other@rival.example"))
    }

    private init(_ desk: ServerDesk, _ account: NewAccount) async throws {
        self.desk = desk
        self.account = account
        dialect = SendCleanDialect(desk.host)
    }

    struct Answer: Equatable, CustomStringConvertible {
        let status: Int
        let text: String

        var description: String { "\(status) \(text)" }

        static func success(_ text: String) -> Answer { Answer(status: 200, text: text) }

        /// `Providers/SendClean/WIRE.md` §3
        static func error(_ status: Int, _ kind: String, _ message: String) -> Answer {
            Answer(
                status: status,
                text:
                    #"{"code":-1,"message":"\#(message)","name":"\#(kind)","status":"error","type":"\#(kind)"}"#
            )
        }

        static func invalid(_ message: String) -> Answer { error(400, "ValidationError", message) }

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }

        func list(_ name: String) -> [[String: Any]] { json[name] as? [[String: Any]] ?? [] }
    }

    /// A request with this method, path after `/v1.0/` and body as they are.
    func ask(
        _ method: String, _ call: String, query: String = "", body: String = ""
    ) async -> Answer {
        let path = ["v1.0"] + call.split(separator: "/").map(String.init)
        let request = ServerRequest(
            method, path, query: RequestFields(encoded: query.utf8), body: Array(body.utf8))
        let response = await dialect.answer(request)
        return Answer(status: response.status, text: String(decoding: response.body, as: UTF8.self))
    }

    /// A call with these members beside the account's own two.
    @discardableResult
    func call(_ call: String, _ members: String = "") async -> Answer {
        let owner = #""owner_id": "\#(account.ownerID)", "token": "\#(account.apiKey.reveal())""#
        return await ask("POST", call, body: "{\(members)\(members.isEmpty ? "" : ", ")\(owner)}")
    }

    /// Makes an SMTP user.
    func user(total: Int = 500, hourly: Int = 200) async throws -> String {
        let answer = await call("settings/addSmtp", #""total_limit": \#(total), "hourly_limit": \#(hourly)"#)
        return try #require(answer.json["smtp_user_name"] as? String)
    }
}
