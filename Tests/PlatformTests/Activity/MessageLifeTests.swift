import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import Platform

/// One message from its submission on, with what the relay said to each attempt.
@Suite struct MessageLifeTests {
    private func world() async throws -> RelayBench {
        let rules = [
            RelayRule.at(.rcpt, 1, .reply(451, "4.7.1 Try later")),
            .at(.rcpt, 2, .reply(452, "4.2.2 Mailbox full")),
        ]
        let world = try await RelayBench(RelayScript([], rules: rules), contacts: 1)
        let engine = try await world.engine()
        for _ in 0..<3 {
            _ = try await engine.drain()
            world.bench.time.advance(3600)
        }
        return world
    }

    private func words(_ life: [DeliveryEvent]) -> [String] {
        life.map { "\($0.kind.rawValue) \($0.reply)".trimmingBlanks }
    }

    @Test func `every attempt's reply is in it, of a recipient as of each of its events`() async throws {
        let world = try await world()
        let life = MessageLife(context: world.bench.context)
        let whole = try await life.events(world.bench.context.id(.delivery, 1))
        #expect(
            words(whole) == [
                "queued", "deferred 451 4.7.1 Try later", "deferred 452 4.2.2 Mailbox full",
                "accepted 250 2.0.0 Taken",
            ])
        #expect(whole.map(\.time) == whole.map(\.time).sorted())
        #expect(Set(whole.map(\.person)).count == 1 && whole[0].campaign == "Spring sale")
        for event in whole.dropFirst() {
            #expect(try await life.events(event.id) == whole)
        }
    }

    @Test func `what is of no message has no life`() async throws {
        let world = try await world()
        let life = MessageLife(context: world.bench.context)
        for id in [
            world.bench.context.id(.event, 99), world.bench.context.id(.delivery, 99),
            world.bench.context.id(.contact, 1),
        ] { #expect(try await life.events(id).isEmpty) }
    }
}
