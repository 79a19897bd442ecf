import ServiceCore
import TestSupport
import Testing

@testable import Platform

/// S4: where receivers turn a launch away for what or who we are, it pauses before many are lost to that.
///
/// Case S4.
@Suite struct PolicyPauseTests {
    /// Sends by a relay that begins to refuse everything once it has taken some.
    private func world(taking first: Int, then answer: RelayAnswer) async throws -> RelayBench {
        let refusals = ((first + 1)...2000).map { RelayRule.at(.dot, $0, answer) }
        return try await RelayBench(RelayScript(rules: refusals), contacts: 2000)
    }

    @Test func `a block list in the midst of a launch pauses it after few, and nobody is counted invalid`()
        async throws
    {
        let world = try await world(
            taking: 300, then: .reply(554, "5.7.1 Message for kim@example.com blocked, see our policy"))
        _ = try await world.engine().drain()
        let parts = try await world.parts()
        #expect(try await world.bench.state(world.campaign) == "paused")
        #expect(parts[.accepted] == 300)
        // What was under way when the pause came is refused too.
        #expect((60..<1500).contains(parts[.bounced] ?? 0), "\(parts)")
        let why = try await world.bench.text("SELECT state_why FROM campaign")
        #expect(why?.contains("of the last 200 were refused by policy: 554 5.7.1") == true, "\(why ?? "")")
        #expect(why?.contains("@") == false)
        let trail = try await world.bench.text("SELECT who || ': ' || why FROM audit WHERE action = 'pause'")
        #expect(trail == "sendboard: \(why ?? "")")
        #expect(try await world.bench.number("SELECT count(*) FROM contact WHERE hard_count > 0") == 0)
        #expect(try await world.isReconciled())
    }

    @Test func `a few refusals by policy are nobody's matter but their own`() async throws {
        let world = try await RelayBench(
            RelayScript(
                rules: (1...19).map { .at(.rcpt, $0, .reply(550, "5.7.1 Not from you")) }), contacts: 80)
        _ = try await world.engine().drain()
        #expect(try await world.parts() == [.accepted: 61, .bounced: 19])
        #expect(try await world.bench.state(world.campaign) == "finished")
    }

    @Test func `what a person resumes is measured anew`() async throws {
        let world = try await world(taking: 0, then: .reply(554, "5.6.0 Not as we read it"))
        let engine = try await world.engine()
        _ = try await engine.drain()
        let first = try #require(try await world.parts()[.bounced])
        #expect((20..<1000).contains(first))
        let why = try await world.bench.text("SELECT state_why FROM campaign")
        #expect(why?.contains("were refused for what they say: 554 5.6.0") == true, "\(why ?? "")")
        let kind = CampaignKind(context: world.bench.context)
        _ = try await kind.resume(world.bench.context.id(.campaign, world.campaign))
        _ = try await engine.drain()
        #expect(try await world.bench.state(world.campaign) == "paused")
        let second = try #require(try await world.parts()[.bounced])
        #expect(second >= first + 20)
        #expect(try await world.isReconciled())
    }

    @Test(arguments: [530, 535])
    func `a relay that wants a login at any step is at fault itself, and nobody's message is refused`(
        _ code: Int
    ) async throws {
        for point in [RelayPoint.mail, .rcpt, .data] {
            let world = try await RelayBench(
                RelayScript(rules: [.at(point, .reply(code, "5.7.0 Authentication required"))]), contacts: 9)
            let engine = try await world.engine()
            _ = try await engine.drain()
            #expect(try await world.parts() == [.pending: 9])
            #expect(try await world.bench.number("SELECT sum(attempts) FROM delivery") == 0)
            #expect(try await world.bench.state(world.campaign) == "running")
            let trouble = try #require(await engine.trouble)
            #expect(trouble.code == .unauthorized)
            #expect(trouble.message.contains("Authentication required"))
        }
    }
}
