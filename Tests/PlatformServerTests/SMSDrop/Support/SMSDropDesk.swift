import Foundation
import Platform
import ServiceCore
import Synchronization
import Testing

@testable import PlatformServer

/// An account with a token, and its calls as the two releases of the client make them.
struct SMSDropDesk: Sendable {
    let desk: ServerDesk
    let dialect: SMSDropDialect
    let email: String
    let time: SetTime
    let token: String

    init(
        credits: Int = 100, isAdmin: Bool = false, sandbox: SandboxOptions = .immediate(rates: .silent)
    ) async throws {
        let time = SetTime()
        let desk = try await ServerDesk(sandbox: sandbox, clock: { time.now })
        try await self.init(on: desk, time, email: "ops@shop.example", credits: credits, isAdmin: isAdmin)
    }

    /// Another account of the same platform.
    func neighbour(credits: Int = 100) async throws -> SMSDropDesk {
        try await SMSDropDesk(on: desk, time, email: "kim@cafe.example", credits: credits, isAdmin: false)
    }

    private init(
        on desk: ServerDesk, _ time: SetTime, email: String, credits: Int, isAdmin: Bool
    ) async throws {
        (self.desk, self.time, self.email) = (desk, time, email)
        dialect = SMSDropDialect(desk.host)
        _ = try await desk.account(email, credits: credits, isAdmin: isAdmin)
        token = try await Self.logIn(dialect, email).object["access_token"] as? String ?? ""
    }

    // MARK: Calls

    static func logIn(
        _ dialect: SMSDropDialect, _ email: String, _ password: String = "pass+word+1"
    ) async throws -> SMSDropAnswer {
        let form = "username=\(email.replacing("@", with: "%40"))&password=\(password)"
        return SMSDropAnswer(
            await dialect.answer(
                ServerRequest(
                    "POST", ["api", "auth", "login"],
                    headers: [("content-type", "application/x-www-form-urlencoded")], body: Array(form.utf8)))
        )
    }

    func get(_ path: String, _ query: String = "", token: String? = nil) async -> SMSDropAnswer {
        await call("GET", path, query: query, token: token)
    }

    func post(_ path: String, _ json: String) async -> SMSDropAnswer {
        await call("POST", path, body: Array(json.utf8))
    }

    func call(
        _ method: String, _ path: String, query: String = "", body: [UInt8] = [], token: String? = nil
    ) async -> SMSDropAnswer {
        SMSDropAnswer(
            await dialect.answer(
                ServerRequest(
                    method, path.split(separator: "/").map(String.init),
                    query: RequestFields(encoded: query.utf8),
                    headers: [("authorization", "Bearer \(token ?? self.token)")], body: body)))
    }

    /// Launches a campaign to these numbers and returns its answer.
    @discardableResult
    func launch(
        _ numbers: [String] = ["+22963588213"], message: String = "hi", more: String = ""
    ) async -> SMSDropAnswer {
        let list = numbers.map { "\"\($0)\"" }.joined(separator: ", ")
        return await post(
            "api/campaigns",
            #"{"message": "\#(message)", "sender": "Max", "recipient_list": [\#(list)]\#(more)}"#)
    }

    // MARK: The platform behind it

    func credits() async -> Int? { await get("api/subscriptions/").object["nbr_sms"] as? Int }

    func grant(_ credits: Int) async throws {
        let kind = try #require(desk.platform.connection.resources[.account])
        let row = try #require(try await kind.operations.find?(email))
        _ = try await kind.operations.update?.submit(row, FormValues(["grant_sms_credits": String(credits)]))
    }

    var campaigns: ResourceOperations<Row>? { desk.platform.connection.resources[.campaign]?.operations }

    /// The row of the board that shows a campaign.
    func row(_ title: String) async throws -> Row { try #require(try await campaigns?.find?(title)) }

    func perform(_ action: String, on row: Row) async throws {
        let kind = try #require(desk.platform.connection.resources[.campaign])
        _ = try await kind.action(action)?.perform([row.id], FormValues())
    }

    /// Runs the engine until a campaign has ended.
    func finish(_ title: String) async throws {
        desk.platform.startEngine()
        let control = try #require(desk.platform.connection.campaigns)
        for await update in control.watch(try await row(title).id) {
            if case .progress(let progress) = update, progress.campaign.finished != nil { return }
        }
    }
}

/// A clock that stands until it is moved.
final class SetTime: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_772_366_405.25))

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: Double) { time.withLock { $0 += seconds } }
}
