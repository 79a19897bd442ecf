import Testing

@testable import SMTP

/// What is said of a message when its session ends before its time.
///
/// Case S5.
@Suite struct BrokenSessionTests {
    /// What was heard before the end, and how far the message was then.
    private static let places: [([String], Stage)] = [
        ([], .mail), (["250 a\r\n"], .rcpt), (["250 a\r\n250 b\r\n"], .data),
        (["250 a\r\n250 b\r\n354 c\r\n"], .dot),
    ]
    private static let reasons: [DeliveryFault.Reason] = [
        .lost, .timedOut, .cancelled, .violation(.replyTooLong), .violation(.notAReply("x")),
    ]

    private func begun(_ heard: [String]) throws -> MachineDriver {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test(to: "ana@example.org"))
        for text in heard where driver.hear(text) == ["confirm 1"] { _ = driver.handOver() }
        return driver
    }

    @Test(arguments: places, reasons)
    func `only after the last byte nobody knows`(
        _ place: ([String], Stage), _ reason: DeliveryFault.Reason
    ) throws {
        var driver = try begun(place.0)
        #expect(driver.end(reason) == ["finished", "close"])
        let fault = DeliveryFault(place.1, reason)
        #expect(driver.finished.first?.outcomes == [place.1 == .dot ? .unknown(fault) : .failed(fault)])
        #expect(driver.end(reason) == [])
    }

    @Test(arguments: places)
    func `a relay that says 421 has not taken it`(_ heard: [String], _ stage: Stage) throws {
        var driver = try begun(heard)
        let told = driver.hear("421 4.3.2 closing\r\n")
        #expect(told.suffix(2) == ["finished", "close"])
        let fault = DeliveryFault(stage, .refused(Reply(421, EnhancedStatus(4, 3, 2), "closing")))
        #expect(driver.finished.first?.outcomes == [.failed(fault)])
        #expect(fault.scope == .session)
    }

    @Test(arguments: places)
    func `an answer that does not fit ends the session`(_ heard: [String], _ stage: Stage) throws {
        var driver = try begun(heard)
        #expect(driver.hear(stage == .data ? "250 what\r\n" : "354 what\r\n") == ["finished", "close"])
        let outcome = try #require(driver.finished.first?.outcomes.first)
        #expect(outcome.isUnknown == (stage == .dot))
        #expect(
            outcome.fault == DeliveryFault(stage, .violation(.unexpectedReply(stage == .data ? 250 : 354))))
    }

    @Test func `who was refused before stays refused`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        _ = try driver.begin(.test(to: "no@example.org", "bo@example.net"))
        _ = driver.hear("250 a\r\n550 5.1.1 nobody\r\n250 b\r\n354 c\r\n")
        _ = driver.handOver()
        _ = driver.end(.lost)
        let refused = DeliveryFault(.rcpt, .refused(Reply(550, EnhancedStatus(5, 1, 1), "nobody")))
        #expect(
            driver.finished.first?.outcomes == [.failed(refused), .unknown(DeliveryFault(.dot, .lost))])
    }

    @Test func `a lone dot for nobody hands nothing over`() throws {
        var driver = try begun(["250 a\r\n550 nobody\r\n354 go\r\n"])
        _ = driver.end(.lost)
        let refused = DeliveryFault(.rcpt, .refused(Reply(550, nil, "nobody")))
        #expect(driver.finished.first?.outcomes == [.failed(refused)])
    }

    @Test func `a message half written was not handed over`() throws {
        var driver = MachineDriver(announcing: ["PIPELINING"])
        let line = String(repeating: "x", count: 998) + "\r\n"
        _ = try driver.begin(.test(text: String(repeating: line, count: 100)))
        _ = driver.hear("250 a\r\n250 b\r\n354 c\r\n")
        #expect(driver.machine.wait == .dataPiece)
        #expect(driver.expire() == ["finished", "close"])
        #expect(driver.finished.first?.outcomes == [.failed(DeliveryFault(.data, .timedOut))])
        #expect(driver.written() == [])
        #expect(driver.handOver() == [])
    }
}
