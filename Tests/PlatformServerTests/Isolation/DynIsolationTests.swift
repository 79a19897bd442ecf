import Platform
import Testing

@testable import PlatformServer

/// `Providers/Dyn/WIRE.md` §2: a call acts on the data of the key's account, and accounts need the master key.
@Suite struct DynIsolationTests {
    @Test(arguments: DynCall.all.keys.sorted())
    func `no call reaches another account's rows`(call: String) async throws {
        let ground = try await IsolationGround()
        if call.contains("reports") { try await ground.report() }
        let cases = try #require(Self.cases(ground)[call], "a call without a case")
        for test in cases { try await test.check(DynDialect(ground.desk.host), on: ground) }
    }

    /// By call, as the dialect's own table names them.
    private static func cases(_ ground: IsolationGround) -> [String: [IsolationCase]] {
        let address = ["emailaddress": "news@secret.example"]
        let unknown = IsolationCase.Expectation.exactly(
            452,
            #"{"response":{"data":["emailaddress news@secret.example is no approved sender."],"#
                + #""message":"Missing or Invalid Required Fields","status":452}}"#)
        let noMaster = IsolationCase.Expectation.exactly(
            451, #"{"response":{"data":[],"message":"Missing or Invalid API Key","status":451}}"#)
        let unseen = IsolationCase.Expectation.exactly(
            200,
            #"{"response":{"data":{"emailaddress":"sue@secret.example","recipients":[{"emailaddress":"#
                + #""sue@secret.example","status":"inactive","suppressionstatus":"unsuppressed"}],"#
                + #""status":"inactive","suppressionstatus":"unsuppressed"},"message":"OK","status":200}}"#)
        let calls: [(String, IsolationCase.Expectation, [String: String])] = [
            ("GET accounts", noMaster, [:]),
            ("POST accounts", noMaster, ["username": ground.owner.account.username, "companyname": "Mine"]),
            ("POST accounts", .own, ["companyname": "Mine", "generatenewapikey": "0"]),
            ("POST accounts/delete", noMaster, ["username": ground.third.username]),
            ("GET accounts/xheaders", .nothing, [:]),
            ("POST accounts/xheaders", .own, ["xheader1": "X-Mine"]),
            (
                "POST send", .own,
                [
                    "from": "news@secret.example", "to": "kim@secret.example", "subject": "Hi",
                    "bodytext": "Hi",
                ]
            ),
            ("GET senders", .nothing, [:]), ("POST senders", .own, address.merging(["seeding": "1"]) { $1 }),
            ("GET senders/details", unknown, address), ("GET senders/status", unknown, address),
            ("POST senders/dkim", unknown, address.merging(["dkim": "sel1"]) { $1 }),
            ("POST senders/delete", unknown, address),
            ("GET recipients/status", unseen, ["emailaddress": "sue@secret.example"]),
            ("POST recipients/activate", .own, ["emailaddress": "lee@secret.example"]),
            ("GET suppressions", .nothing, [:]), ("GET suppressions/count", .nothing, [:]),
            ("POST suppressions", .own, ["emailaddress": "kim@secret.example"]),
            ("POST suppressions/activate", .own, ["emailaddress": "sue@secret.example"]),
        ]
        let reports: [(String, IsolationCase.Expectation, [String: String])] = DynCall.all.keys
            .filter { $0.hasPrefix("GET reports/") }.map { ($0, .nothing, [:]) }
        return Dictionary(grouping: calls + reports, by: \.0).mapValues { calls in
            calls.map { call, expectation, fields in IsolationCase(expectation) { request(call, fields, $0) }
            }
        }
    }

    private static func request(
        _ call: String, _ fields: [String: String], _ party: IsolationGround.Party
    ) -> ServerRequest {
        let parts = call.split(separator: " ").map(String.init)
        let path = ["rest", "json"] + parts[1].split(separator: "/").map(String.init)
        let form = [("apikey", party.key)] + fields.map { ($0, $1) }
        return parts[0] == "GET"
            ? ServerRequest("GET", path, query: RequestFields(form))
            : ServerRequest("POST", path, body: Array(DynDesk.encoded(form).utf8))
    }
}
