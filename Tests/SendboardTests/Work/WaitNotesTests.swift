import Foundation
import ServiceCore
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
}
