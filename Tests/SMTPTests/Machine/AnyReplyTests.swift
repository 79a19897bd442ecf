import TestSupport
import Testing

@testable import SMTP

/// Replies at random, most of them fitting, some not.
@Suite struct AnyReplyTests {
    private static let replies = [
        "250 ok\r\n", "250-a\r\n250 b\r\n", "354 go\r\n", "220 hi\r\n", "334 x\r\n", "421 bye\r\n",
        "450 later\r\n",
        "550 no\r\n", "552 5.2.2 full\r\n", "221 bye\r\n", "what\r\n", "250", "250 ok\r\n250 ok\r\n",
        "354 go\r\n250 ok\r\n", "\r\n",
    ]

    /// What a well-behaved relay would answer now.
    private func fitting(_ machine: ClientMachine) -> String {
        switch machine.awaited.first {
        case .greeting: "220 hi\r\n"
        case .ehlo: "250-relay\r\n250-PIPELINING\r\n250 SIZE\r\n"
        case .command(.data): "354 go\r\n"
        default: "250 ok\r\n"
        }
    }

    @Test(arguments: 0..<400)
    func `whatever a relay says, each message is told of once and true`(_ seed: Int) throws {
        var random = SeededNumbers(seed: UInt64(seed))
        var driver = MachineDriver()
        _ = driver.connect()
        var begun: Int64 = 0
        var handedOver: Set<Int64> = []
        for _ in 0..<60 {
            if driver.machine.isReady {
                begun += 1
                _ = try driver.begin(.test(begun, to: "ana@example.org", "bo@example.net"))
            }
            let isOdd = Int.random(in: 0..<8, using: &random) == 0
            let text = isOdd ? Self.replies.randomElement(using: &random) ?? "" : fitting(driver.machine)
            if driver.hear(text).contains("confirm \(begun)") {
                handedOver.insert(begun)
                _ = driver.handOver()
            }
        }
        let told = driver.end(.lost)
        #expect(driver.end(.lost) == [])
        #expect(told.isEmpty || told.last == "close")
        #expect(driver.finished.map(\.id) == (0..<begun).map { $0 + 1 })
        for result in driver.finished {
            for outcome in result.outcomes where outcome.fault == nil || outcome.isUnknown {
                #expect(handedOver.contains(result.id))
            }
        }
        #expect(driver.machine.wait == nil)
    }
}
