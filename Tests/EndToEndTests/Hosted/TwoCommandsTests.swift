import Foundation
import TestSupport
import Testing

/// Two commands one after the other, on a platform whose reads lag behind what the first one wrote.
@Suite struct TwoCommandsTests {
    // `Providers/Dyn/WIRE.md` section 5, GET and POST /accounts.
    private static func account(opens: Int) -> String {
        #"{"username": "ops@shop.example", "companyname": "Shop", "phone": "1", "trackopens": \#(opens)}"#
    }

    private static func good(_ data: String) -> ScriptedAnswer {
        .json(#"{"response": {"status": 200, "message": "OK", "data": \#(data)}}"#)
    }

    @Test func `the second shows what the first wrote, marked as not seen yet`() async throws {
        let hosted = try await HostedDesk()
        hosted.dyn.answer(
            "GET", "/rest/json/accounts",
            Self.good(#"{"accounts": [\#(Self.account(opens: 0))], "emailcap": 5}"#))
        hosted.dyn.answer("POST", "/rest/json/accounts", Self.good(Self.account(opens: 1)))
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        func run(_ line: String) throws -> BuiltProgram.Result {
            try program.run(
                line.split(separator: " ").map(String.init) + ["--connection", "dyn", "--data-dir", "data"],
                environment: HostedDesk.environment)
        }
        let written = try run("account track-opens ops@shop.example")
        #expect(written.status == 0, "\(written.errors)")
        let list = try run("account list --columns username,track_opens")
        #expect(list.output.contains("yes~"), "\(list.output) \(list.errors)")
        let json = try run("account show ops@shop.example --format json")
        #expect(json.output.contains(#""not_yet_seen":["track_opens"]"#), "\(json.output) \(json.errors)")
        let again = try run("account track-opens ops@shop.example")
        #expect(hosted.dyn.requests(to: "POST", "/rest/json/accounts").count == 1, "\(again.output)")
    }
}
