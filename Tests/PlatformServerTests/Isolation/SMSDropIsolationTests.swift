import Platform
import Testing

@testable import PlatformServer

/// specs/smsdrop.md §5: "Campaigns of other accounts: 404."
@Suite struct SMSDropIsolationTests {
    @Test(arguments: SMSDropCall.fixed.keys.sorted() + ["GET campaigns/{id}"], [["api"], []])
    func `no call reaches another account's rows`(call: String, prefix: [String]) async throws {
        let ground = try await IsolationGround()
        let dialect = SMSDropDialect(ground.desk.host)
        let (expectation, body) = try #require(Self.cases(ground)[call], "a call without a case")
        let path = call.split(separator: " ")[1].replacing("{id}", with: ground.sms)
            .split(separator: "/").map(String.init)
        let tokens = try await [ground.owner, ground.stranger].tokens(dialect)
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
            "GET campaigns": (.nothing, ""), "GET campaigns/{id}": (unknown, ""),
            "POST campaigns/retry": (unknown, #"{"id": "\#(ground.sms)"}"#),
            "POST campaigns": (
                .own,
                #"{"message": "hi", "sender": "Max", "recipient_list": ["+22963588213"], "id": "\#(ground.sms)"}"#
            ),
        ]
    }
}

extension [IsolationGround.Party] {
    /// What each of them logs in to, by user name.
    fileprivate func tokens(_ dialect: SMSDropDialect) async throws -> [String: String] {
        var tokens: [String: String] = [:]
        for party in self {
            let answer = try await SMSDropDesk.logIn(dialect, party.account.username)
            tokens[party.account.username] = answer.object["access_token"] as? String
        }
        return tokens
    }
}
