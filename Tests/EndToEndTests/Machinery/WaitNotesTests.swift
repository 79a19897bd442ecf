import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import sendboard

@Suite struct WaitNotesTests {
    private let captured = CapturedConsole()
    private let start = Date(timeIntervalSince1970: 1_772_400_000)

    @Test func `a wait is told once, whoever waits for it, and a later or longer one anew`() async {
        let asking = WaitNotes(captured.console, zone: WallZone(secondsAhead: 3600)).asking
        for (name, seconds) in [("dyn", 7.0), ("dyn", 7.4), ("sms", 30), ("dyn", 7), ("dyn", 60), ("dyn", 0)]
        {
            await asking.waits(ConnectionID(name), start + seconds)
        }
        #expect(
            captured.complaints == """
                dyn waits until 22:20:07: the platform asked for 7 s.
                sms waits until 22:20:30: the platform asked for 30 s.
                dyn waits until 22:21:00: the platform asked for 60 s.

                """)
        #expect(captured.text.isEmpty)
    }

    @Test(arguments: ["json", "csv"])
    func `a list that has to wait says so beside its rows`(format: String) async throws {
        let hosted = try await HostedDesk()
        let senders = #"{"response": {"status": 200, "message": "OK", "data": {"senders": []}}}"#
        hosted.dyn.answer(
            "GET", "/rest/json/senders", .status(429, headers: ["Retry-After": "1"]), .json(senders))
        let program = try BuiltProgram()
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
