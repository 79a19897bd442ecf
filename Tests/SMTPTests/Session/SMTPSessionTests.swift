import TestSupport
import Testing

@testable import SMTP

@Suite struct SMTPSessionTests {
    @Test(arguments: [["PIPELINING", "8BITMIME"], [], ["CHUNKING", "PIPELINING"], ["CHUNKING"]])
    func `messages arrive as they were written, one after the other on one connection`(
        _ announced: [String]
    ) async throws {
        let world = try await SessionWorld(RelayScript(announced))
        let session = try await world.opened()
        let text = "Subject: Hi\r\nMessage-ID: <1@example.com>\r\n\r\n.dot\r\n.\r\n..\r\nend\r\n"
        for id in Int64(1)...3 {
            let result = try await session.send(
                .test(id, to: "ana@example.org", "bo@example.net", text: text))
            #expect(result.outcomes.map(\.fault) == [nil, nil])
        }
        #expect(world.relay.accepted.map(\.text) == [text, text, text])
        #expect(world.relay.accepted.last?.recipients == ["ana@example.org", "bo@example.net"])
        #expect(world.relay.accepted.last?.sender == "news@example.com")
        #expect(world.relay.accepted.last?.messageID == "<1@example.com>")
        #expect(world.relay.sessionCount == 1)
        #expect(
            world.moments.all == [
                "before 1", "after 1 250", "before 2", "after 2 250", "before 3", "after 3 250",
            ])
        await session.quit()
        await world.relay.deserted()
        #expect(world.relay.commands.last?.line == "QUIT")
        #expect(world.alarms.count == 0)
    }

    @Test func `a large message arrives whole`() async throws {
        for announced in [["PIPELINING"], ["CHUNKING"]] {
            let world = try await SessionWorld(RelayScript(announced))
            let session = try await world.opened()
            let text =
                "Subject: Hi\r\n\r\n"
                + String(repeating: ".\(String(repeating: "x", count: 70))\r\n", count: 10_000)
            let result = try await session.send(.test(text: text))
            #expect(result.outcomes.first?.fault == nil)
            #expect(world.relay.accepted.first?.bytes == Array(text.utf8))
            await session.quit()
        }
    }

    @Test func `a port that nobody listens on is told as that`() async throws {
        let world = try await SessionWorld()
        try await world.relay.stop()
        await #expect(
            throws: DeliveryFault(.connect, .unreachable("it does not accept connections"))
        ) { try await world.session().open() }
        await #expect(throws: DeliveryFault(.connect, .unreachable("it does not accept connections"))) {
            try await world.session(host: "127.0.0.1").open()
        }
        #expect(world.alarms.count == 0)
    }

    @Test func `what a relay can is asked anew in each session`() async throws {
        let world = try await SessionWorld(RelayScript(["CHUNKING"], ["SIZE 10"]))
        let first = try await world.opened()
        #expect(try await first.send(.test()).outcomes.first?.fault == nil)
        let second = try await world.opened()
        #expect(
            try await second.send(.test(2)).outcomes == [.failed(DeliveryFault(.mail, .tooLarge(limit: 10)))])
        #expect(!world.relay.lines(of: 2).contains { $0.hasPrefix("MAIL") })
        await first.quit()
        await second.quit()
    }

    @Test(arguments: [["PIPELINING"], ["CHUNKING", "PIPELINING"]])
    func `a message that its caller keeps back never arrives`(_ announced: [String]) async throws {
        let world = try await SessionWorld(RelayScript(announced))
        let session = try await world.opened()
        world.moments.refuse("Another process sends now.")
        let result = try await session.send(.test())
        #expect(
            result.outcomes == [.failed(DeliveryFault(.data, .withheld("Another process sends now.")))])
        #expect(world.moments.all == [])
        await session.quit()
        await world.relay.deserted()
        #expect(world.relay.accepted == [])
    }

    @Test func `a cancelled message is not handed over, and its session ends`() async throws {
        let world = try await SessionWorld(RelayScript(rules: [.at(.rcpt, .silence)]))
        let session = try await world.opened()
        let sending = Task { try await session.send(.test()) }
        await world.relay.reached(.rcpt)
        sending.cancel()
        let outcome = try #require(try await sending.value.outcomes.first)
        #expect(!outcome.isUnknown)
        #expect(outcome.fault?.reason == .cancelled)
        #expect(outcome.fault?.scope == .caller)
        await world.relay.deserted()
        #expect(world.alarms.count == 0)
    }

    @Test func `one that was handed over gets a moment for its reply`() async throws {
        let gate = Gate()
        let world = try await SessionWorld(
            RelayScript(rules: [.at(.dot, 1, .reply(250, "Taken").after(gate)), .at(.dot, 2, .silence)]))
        let session = try await world.opened()
        let answered = Task { try await session.send(.test()) }
        await world.relay.reached(.dot)
        answered.cancel()
        gate.open()
        #expect(try await answered.value.outcomes.first?.fault == nil)
        let other = try await world.opened()
        let hung = Task { try await other.send(.test(2)) }
        await world.relay.reached(.dot, 2)
        hung.cancel()
        await world.alarms.isSet(within: SMTPSession.grace)
        world.alarms.advance(by: SMTPSession.grace)
        #expect(try await hung.value.outcomes == [.unknown(DeliveryFault(.dot, .timedOut))])
    }

    @Test func `opening can be called off`() async throws {
        let world = try await SessionWorld(RelayScript(rules: [.at(.greeting, .silence)]))
        let session = try world.session()
        let opening = Task { try await session.open() }
        await world.relay.reached(.greeting)
        opening.cancel()
        let fault = await #expect(throws: DeliveryFault.self) { try await opening.value }
        #expect(fault?.reason == .cancelled)
        await world.relay.deserted()
        await #expect(throws: DeliveryFault(.connect, .cancelled)) { try await session.open() }
    }
}
