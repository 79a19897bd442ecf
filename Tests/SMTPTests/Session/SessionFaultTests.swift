import TestSupport
import Testing

@testable import SMTP

/// Relays that hang, drop and lie, at every step.
///
/// Cases S5, S6.
@Suite struct SessionFaultTests {
    /// A point where a relay may fail, and what waits there.
    private static let opening: [(RelayPoint, Wait, Stage)] = [
        (.greeting, .greeting, .greeting), (.hello, .command, .ehlo),
    ]
    private static let message: [(RelayPoint, Wait, Stage)] = [
        (.mail, .mail, .mail), (.rcpt, .rcpt, .rcpt), (.data, .dataStart, .data), (.dot, .dataEnd, .dot),
    ]

    @Test(arguments: opening)
    func `a relay that hangs before the first message is given up in time`(
        _ point: RelayPoint, _ wait: Wait, _ stage: Stage
    ) async throws {
        let world = try await SessionWorld(RelayScript(rules: [.at(point, .silence)]))
        let opening = Task { try await world.session().open() }
        await world.pass(wait)
        await #expect(throws: DeliveryFault(stage, .timedOut)) { try await opening.value }
        await world.relay.deserted()
    }

    @Test(arguments: message, [["PIPELINING"], []])
    func `one that hangs in a message is given up in time`(
        _ place: (RelayPoint, Wait, Stage), _ announced: [String]
    ) async throws {
        let world = try await SessionWorld(RelayScript(announced, rules: [.at(place.0, .silence)]))
        let session = try await world.opened()
        let sending = Task { try await session.send(.test()) }
        await world.pass(place.1)
        let fault = DeliveryFault(place.2, .timedOut)
        #expect(try await sending.value.outcomes == [place.2 == .dot ? .unknown(fault) : .failed(fault)])
        await world.relay.deserted()
    }

    @Test func `one that answers a byte at a time is given up in time`() async throws {
        let text = "250 " + String(repeating: "x", count: 2000) + "\r\n"
        let world = try await SessionWorld(
            RelayScript(rules: [.at(.dot, .dripping(text, every: .milliseconds(20)))]))
        let session = try await world.opened()
        let sending = Task { try await session.send(.test()) }
        await world.relay.reached(.dot)
        await world.pass(.dataEnd)
        #expect(try await sending.value.outcomes == [.unknown(DeliveryFault(.dot, .timedOut))])
    }

    @Test func `one that does not read is given up in time, with nothing handed over`() async throws {
        let world = try await SessionWorld(
            RelayScript(["PIPELINING"], rules: [.inBody(after: 1000, .silence)]))
        let session = try await world.opened()
        let line = String(repeating: "x", count: 98) + "\r\n"
        let sending = Task { try await session.send(.test(text: String(repeating: line, count: 80_000))) }
        await world.relay.reached(.interrupted)
        // How much the system takes before it stalls is its own affair.
        let result = try await world.alarms.passing { try await sending.value }
        #expect(result.outcomes == [.failed(DeliveryFault(.data, .timedOut))])
        #expect(world.moments.all == [])
    }

    @Test(arguments: message, [RelayAnswer.dropped, .reset])
    func `a line that is cut leaves unknown only what was handed over`(
        _ place: (RelayPoint, Wait, Stage), _ answer: RelayAnswer
    ) async throws {
        // One command at a time, so that a reset takes no reply with it.
        let world = try await SessionWorld(RelayScript([], rules: [.at(place.0, answer)]))
        let session = try await world.opened()
        let result = try await session.send(.test())
        let fault = DeliveryFault(place.2, .lost)
        #expect(result.outcomes == [place.2 == .dot ? .unknown(fault) : .failed(fault)])
        #expect(world.relay.accepted == [])
        #expect(world.moments.all == (place.2 == .dot ? ["before 1"] : []))
    }

    @Test func `stored or not, without a reply nobody knows`() async throws {
        for (answer, count) in [(RelayAnswer.dropped, 0), (.dropped.storing, 1)] {
            let world = try await SessionWorld(RelayScript(rules: [.at(.dot, answer)]))
            let session = try await world.opened()
            #expect(try await session.send(.test()).outcomes == [.unknown(DeliveryFault(.dot, .lost))])
            #expect(world.relay.accepted.count == count)
        }
    }

    @Test func `a line cut within the message hands nothing over`() async throws {
        let world = try await SessionWorld(
            RelayScript(["PIPELINING"], rules: [.inBody(after: 100_000, .reset)]))
        let session = try await world.opened()
        let line = String(repeating: "x", count: 98) + "\r\n"
        let result = try await session.send(.test(text: String(repeating: line, count: 80_000)))
        #expect(result.outcomes == [.failed(DeliveryFault(.data, .lost))])
        #expect(world.moments.all == [])
        #expect(world.relay.accepted == [])
    }

    @Test(arguments: [
        "what\r\n", "\u{1}\u{2}\u{3}\r\n", "250", String(repeating: "2", count: 300_000) + "\r\n",
        "250 " + String(repeating: "x", count: 300_000) + "\r\n", "354 go\r\n",
    ])
    func `a reply that is none leaves unknown only what was handed over`(_ text: String) async throws {
        for (point, stage) in [(RelayPoint.mail, Stage.mail), (.dot, .dot)] {
            let world = try await SessionWorld(
                RelayScript(rules: [.at(point, .raw(text).closing)]))
            let session = try await world.opened()
            let outcome = try #require(try await session.send(.test()).outcomes.first)
            #expect(outcome.isUnknown == (stage == .dot))
            #expect(outcome.fault?.stage == stage)
        }
    }

    @Test func `a greeting without end is given up, however fast it comes`() async throws {
        let world = try await SessionWorld(RelayScript(rules: [.at(.greeting, .endless("220-wait\r\n"))]))
        await #expect(throws: DeliveryFault(.greeting, .violation(.replyTooLong))) {
            try await world.session().open()
        }
        await world.relay.deserted()
    }

    @Test func `lines that end in LF alone are read`() async throws {
        let world = try await SessionWorld(
            RelayScript(rules: [
                .at(.greeting, .raw("220 relay\n")), .at(.hello, .raw("250-relay\n250 PIPELINING\n")),
                .at(.dot, .raw("250 2.0.0 taken\n")),
            ]))
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        #expect(world.relay.accepted.count == 1)
        await session.quit()
    }

    @Test func `a relay that closes between messages costs no message`() async throws {
        let world = try await SessionWorld()
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        world.relay.say("421 4.4.2 Too long idle\r\n")
        world.relay.dropAll()
        await world.relay.deserted()
        let outcome = try #require(try await session.send(.test(2)).outcomes.first)
        #expect(!outcome.isUnknown)
        #expect(outcome.fault?.scope == .session)
        #expect(world.relay.accepted.count == 1)
    }

    @Test func `an idle session says goodbye in time, and then nothing wakes it`() async throws {
        let world = try await SessionWorld()
        let session = try await world.opened()
        #expect(try await session.send(.test()).outcomes.first?.fault == nil)
        // The alarm of the last wait is still set, and looks what is waited for now.
        world.alarms.advance(by: world.options.limits.dataEnd)
        await world.pass(.idle)
        await world.relay.deserted()
        #expect(world.relay.commands.last?.line == "QUIT")
        await session.quit()
        #expect(world.alarms.count == 0)
    }
}
