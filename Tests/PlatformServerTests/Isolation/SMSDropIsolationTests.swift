import Platform
import ServiceCore
import Testing

@testable import PlatformServer

/// `Providers/SMSDrop/WIRE.md` §5: a campaign of another account is 404.
@Suite struct SMSDropIsolationTests {
    @Test(arguments: SMSDropCall.routes.keys.sorted(), [["api"], []])
    func `no call reaches another account's rows`(call: String, prefix: [String]) async throws {
        let ground = try await IsolationGround()
        if call.hasSuffix("login") { try await Self.setPassword(of: ground.stranger) }
        let dialect = SMSDropDialect(ground.desk.host)
        let (expectation, body) = try #require(Self.cases(ground)[call], "a call without a case")
        let path = call.split(separator: " ")[1].replacing("*", with: ground.sms)
            .split(separator: "/").map(String.init)
        let tokens = try await Self.tokens(ground)
        let test = IsolationCase(expectation) { party in
            ServerRequest(
                call.hasPrefix("GET") ? "GET" : "POST", prefix + path,
                headers: [("authorization", "Bearer \(tokens[party.account.username] ?? "")")],
                body: Array(body.replacing("{me}", with: party.account.username).utf8))
        }
        try await test.check(dialect, on: ground)
    }

    private static func cases(
        _ ground: IsolationGround
    ) -> [String: (IsolationCase.Expectation, body: String)] {
        let unknown = IsolationCase.Expectation.exactly(404, #"{"detail":"Not Found"}"#)
        return [
            "POST auth/login": (.own, "username={me}&password=pass+word+1"),
            "GET users/me": (.nothing, ""), "GET subscriptions": (.nothing, ""),
            "GET campaigns": (.nothing, ""), "GET campaigns/*": (unknown, ""),
            "POST campaigns/retry": (unknown, #"{"id": "\#(ground.sms)"}"#),
            "POST campaigns": (
                .own,
                #"{"message": "hi", "sender": "Max", "recipient_list": ["+22963588213"], "id": "\#(ground.sms)"}"#
            ),
        ]
    }

    private static func setPassword(of party: IsolationGround.Party) async throws {
        _ = try await party.tenant.changeAccount(nil, FormValues(), password: Secret("pass word 1"))
    }

    /// By user name; logging in for them would take its time.
    private static func tokens(_ ground: IsolationGround) async throws -> [String: String] {
        var tokens: [String: String] = [:]
        for party in [ground.owner, ground.stranger] {
            let token = try await party.tenant.issueToken(lasting: .seconds(60))
            tokens[party.account.username] = token.reveal()
        }
        return tokens
    }
}
