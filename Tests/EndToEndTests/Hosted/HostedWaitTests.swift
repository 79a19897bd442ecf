import TestSupport
import Testing

/// A command on a platform that asks to be left alone for a while.
@Suite struct HostedWaitTests {
    @Test(arguments: ["json", "csv"])
    func `a list that has to wait says so beside its rows`(format: String) async throws {
        let hosted = try await HostedDesk()
        let senders = #"{"response": {"status": 200, "message": "OK", "data": {"senders": []}}}"#
        hosted.dyn.answer(
            "GET", "/rest/json/senders", .status(429, headers: ["Retry-After": "1"]), .json(senders))
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        let line = "sender list --connection dyn --data-dir data --utc --format \(format)"
        let result = try program.run(
            line.split(separator: " ").map(String.init), environment: HostedDesk.environment)
        #expect(result.status == 0, "\(result.errors)")
        let told = result.errors.split(separator: "\n")
        #expect(told.count == 1)
        #expect(
            told.first?.wholeMatch(of: /dyn waits until \d\d:\d\d:\d\d: the platform asked for 1 s\./) != nil)
        #expect(!result.output.contains("waits"))
    }
}
