import Foundation
import TestSupport
import Testing

/// A list that goes to a hosted platform row by row, with a receipt behind which a second run goes on.
@Suite struct HostedListTests {
    // `Providers/Dyn/WIRE.md` section 7.
    private static func good(_ data: String) -> ScriptedAnswer {
        .json(#"{"response": {"status": 200, "message": "OK", "data": \#(data)}}"#)
    }

    @Test func `each row is sent once, whatever is run again`() async throws {
        let hosted = try await HostedDesk()
        let known = ["ana@a.test", "bo@b.test"].map {
            #"{"emailaddress": "\#($0)", "status": "active", "suppressionstatus": "suppressed"}"#
        }
        hosted.dyn.answer(
            "GET", "/rest/json/recipients/status",
            Self.good(#"{"recipients": [\#(known.joined(separator: ","))]}"#))
        hosted.dyn.answer("POST", "/rest/json/suppressions", Self.good("[]"))
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        try program.write("email\nana@a.test\nnobody@\nbo@b.test\n", to: program.home + "/stop.csv")
        func run(_ more: String...) throws -> BuiltProgram.Result {
            try program.run(
                ["suppression", "import", "stop.csv", "--connection", "dyn", "--data-dir", "data"] + more,
                environment: HostedDesk.environment)
        }
        let dry = try run()
        #expect(dry.status == 1 && dry.output.contains("2 new"), "\(dry.output) \(dry.errors)")
        #expect(hosted.dyn.requests(to: "POST", "/rest/json/suppressions").isEmpty)
        let first = try run("--yes")
        #expect(first.status == 1 && first.output.contains("1 refused"), "\(first.output) \(first.errors)")
        #expect(hosted.dyn.requests(to: "POST", "/rest/json/suppressions").count == 2)
        let receipt = try String(contentsOfFile: program.home + "/stop-dyn-receipt.csv", encoding: .utf8)
        #expect(receipt == "line,target,outcome,reason\r\n2,ana@a.test,made,\r\n4,bo@b.test,made,\r\n")
        let second = try run("--yes")
        #expect(second.output.contains("2 the same"), "\(second.output) \(second.errors)")
        #expect(hosted.dyn.requests(to: "POST", "/rest/json/suppressions").count == 2)
    }
}
