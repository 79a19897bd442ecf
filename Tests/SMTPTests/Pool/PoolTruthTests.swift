import TestSupport
import Testing

@testable import SMTP

/// Results held against what the relay took, with faults at random.
@Suite struct PoolTruthTests {
    private static let faults: [(RelayPoint, RelayAnswer)] = [
        (.greeting, .dropped), (.greeting, .reply(421, "4.3.2 Later").closing), (.hello, .reset),
        (.mail, .reply(451, "4.3.0 Later")), (.mail, .dropped), (.mail, .reply(550, "5.7.1 Not you")),
        (.rcpt, .reply(550, "5.1.1 Nobody")), (.rcpt, .reply(452, "4.2.2 Full")), (.rcpt, .reset),
        (.data, .reply(451, "4.3.0 Later")), (.data, .dropped), (.body, .reset),
        (.dot, .reply(554, "5.6.0 Content")), (.dot, .reply(421, "4.3.2 Closing").closing), (.dot, .dropped),
        (.dot, .dropped.storing), (.dot, .reset.storing), (.dot, .raw("garbage\r\n").closing),
        (.dot, .raw("garbage\r\n").storing.closing),
    ]

    @Test(arguments: 0..<12)
    func `what is told is what happened`(_ seed: Int) async throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let rules = (0..<80).compactMap { _ in
            Self.faults.randomElement(using: &random).map { point, answer in
                RelayRule.at(point, Int.random(in: 1...250, using: &random), answer)
            }
        }
        let announced = [["PIPELINING"], [], ["CHUNKING"], ["PIPELINING", "CHUNKING"]][seed % 4]
        // The first session stands, so that the relay is never away as a whole.
        let world = try await PoolWorld(RelayScript(announced, rules: rules), sessions: 5) {
            $0.messagesPerSession = 20
            $0.pauseAfterRefusal = .zero
        }
        let outcomes = try await world.send(1...200)
        await world.pool.stop()
        await world.relay.deserted()
        let taken = world.taken
        #expect(outcomes.count == 200)
        for (id, outcome) in outcomes {
            switch outcome {
            case .accepted: #expect(taken[id] == 1)
            case .failed: #expect(taken[id] == nil)
            case .unknown: #expect(taken[id] ?? 1 == 1)
            }
        }
        // The journal knows of each that may have arrived, and of no reply that was not one.
        let begun = Set(world.moments.all.filter { $0.hasPrefix("before") })
        for (id, outcome) in outcomes where outcome.fault == nil || outcome.isUnknown {
            #expect(begun.contains("before \(id)"))
        }
        for id in taken.keys { #expect(begun.contains("before \(id)")) }
    }
}
