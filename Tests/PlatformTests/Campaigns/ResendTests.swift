import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Sending again to those whom a launch did not reach.
@Suite struct ResendTests {
    /// A launch that has ended, of which a part was refused at the door.
    private func ended(
        contacts: Int = 400, refused: Double = 0.3, lost: Double = 0, hardBounce: Double = 0
    ) async throws -> (LaunchBench, Int64) {
        var rates = SandboxRates.silent
        (rates.refused, rates.lost, rates.hardBounce) = (refused, lost, hardBounce)
        let bench = try await LaunchBench(contacts: contacts, options: .immediate(rates: rates))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        return (bench, campaign)
    }

    @Test func `those refused are sent to again, and nobody is sent to twice`() async throws {
        let (bench, campaign) = try await ended()
        let before = try await bench.parts(campaign)
        let chosen = try await bench.chosen(campaign)
        #expect(chosen.count == before[.bounced] && chosen.count > 50)
        let outcome = try await bench.resend(campaign)
        #expect(outcome.message == "Spring sale is sent again to \(chosen.count) recipients")
        #expect(outcome.reversal == nil)
        #expect(try await bench.state(campaign) == "running")
        try await Reconciler(bench: bench).sums(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "finished")
        #expect((try await bench.parts(campaign)[.accepted] ?? 0) > before[.accepted] ?? 0)
        // The sandbox's own record is among what is compared.
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `again and again it ends with everybody reached once`() async throws {
        let (bench, campaign) = try await ended()
        // As many bounces in a row would make a person invalid.
        var rules = BounceRules()
        rules.hardLimit = 100
        for _ in 0..<20 where try await bench.parts(campaign)[.bounced] ?? 0 > 0 {
            try await bench.resend(campaign)
            try await bench.run(bench.engine(bounces: rules))
        }
        #expect(try await bench.parts(campaign)[.accepted] == 400)
        let taken = try SandboxRecord(in: bench.store.directory).entries().map(\.address)
        #expect(taken.count == 400 && Set(taken).count == 400)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `who was accepted and came back is not sent to again`() async throws {
        let (bench, campaign) = try await ended(refused: 0, hardBounce: 1)
        #expect(try await bench.parts(campaign)[.bounced] == 400)
        #expect(try await bench.chosen(campaign).count == 0)
        await #expect(throws: ServiceError.self) { try await bench.resend(campaign) }
        #expect(try await bench.state(campaign) == "finished")
    }

    @Test func `a choice by domain, reply, address and time must hold in all`() async throws {
        let (bench, campaign) = try await ended()
        let domain = try await bench.chosen(campaign, ["domain": "Example3.com"])
        #expect(domain.count > 0)
        let addresses = try await bench.store.read { db in
            try String.fetchAll(
                db, "SELECT address FROM delivery WHERE state = 6 AND address LIKE '%@example3.com'")
        }
        #expect(domain.count == addresses.count)
        #expect(try await bench.chosen(campaign, ["domain": "ample3.com"]).count == 0)
        let all = try await bench.chosen(campaign).count
        #expect(try await bench.chosen(campaign, ["reason": "No Such User"]).count == all)
        #expect(try await bench.chosen(campaign, ["reason": "mailbox full"]).count == 0)
        #expect(try await bench.chosen(campaign, ["who": "not sent"]).count == 0)
        #expect(try await bench.chosen(campaign, ["address": addresses[0].uppercased()]).count == 1)
        #expect(try await bench.chosen(campaign, ["before": "2001-01-01"]).count == 0)
        #expect(try await bench.chosen(campaign, ["since": "2001-01-01"]).count == all)
        try await bench.resend(campaign, ["domain": "example3.com"])
        #expect(try await bench.parts(campaign)[.pending] == addresses.count)
        try await bench.run(bench.engine())
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `those whom a rule still stops stay where they are, and are told by reason`() async throws {
        let (bench, campaign) = try await ended(refused: 1)
        try await bench.suppress("person1@example1.com")
        try await bench.write("UPDATE contact SET invalid_at = 1, invalid_why = 'test' WHERE numid = 2")
        let chosen = try await bench.chosen(campaign)
        #expect(chosen.count == 398)
        #expect(Set(chosen.leftOut.map(\.words)) == ["1 suppressed: manual", "1 invalid"])
        #expect(chosen.notes.first == "person3@example3.com: 550 5.1.1 no such user")
        #expect(chosen.notes.last == "and 390 more")
        #expect(chosen.words?.hasPrefix("398 recipients (person3@example3.com, ") == true)
        try await bench.resend(campaign)
        #expect(try await bench.parts(campaign)[.bounced] == 2)
    }

    @Test func `whom an abort left out is sent to again, and nobody else`() async throws {
        let bench = try await LaunchBench(contacts: 1_500, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine(chunk: 700)
        let first = try await engine.step()
        let now = bench.time.now
        try await bench.store.write { db in try Aborting.abort(campaign, at: now, by: "kim", in: db) }
        try await engine.submit(first)
        _ = try await engine.drain()
        #expect(try await bench.chosen(campaign, ["reason": "cancelled"]).count == 200)
        try await bench.resend(campaign)
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.parts(campaign)[.accepted] == 700)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `a repeated address is not a second chance`() async throws {
        let bench = try await LaunchBench(options: .immediate(rates: .silent))
        let list = AudienceSpec(kind: .list, addresses: ["a@x.test", "A@x.test", "b@x.test"])
        let campaign = try await bench.campaign(list)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        #expect(try await bench.chosen(campaign).count == 0)
    }

    @Test func `one that has not ended is left alone`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let error = await #expect(throws: ServiceError.self) { try await bench.resend(campaign) }
        #expect(error?.message == "“Spring sale” has not ended.")
    }

    @Test func `the trail says how many and whom`() async throws {
        let (bench, campaign) = try await ended(contacts: 20, refused: 1)
        try await bench.resend(campaign, ["domain": "example1.com"])
        let reason = try await bench.text("SELECT why FROM audit WHERE action = 'resend'")
        #expect(reason == "3 recipients: not reached, domain example1.com")
        let events = try await bench.number(
            "SELECT count(*) FROM event WHERE kind = 6 AND detail = 'sent again by kim@console'")
        #expect(events == 3)
    }

    @Test func `a text message takes its credits anew`() async throws {
        var rates = SandboxRates.silent
        rates.refused = 1
        let bench = try await LaunchBench(options: .immediate(rates: rates))
        try await bench.grant(3)
        let list = AudienceSpec(kind: .list, addresses: ["+34600000001", "+34600000002"])
        let campaign = try await bench.campaign(list, type: .smsPlain)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let left = try await bench.number("SELECT sms_credits FROM account")
        let error = await #expect(throws: ServiceError.self) { try await bench.resend(campaign) }
        #expect(error?.code == .insufficientCredit)
        try await bench.grant(5)
        try await bench.resend(campaign)
        #expect(try await bench.number("SELECT sms_credits FROM account") == left + 3)
        try await bench.run(bench.engine())
        let reserved = try await bench.store.read { db in try SMSLedger.reserved(for: campaign, in: db) }
        #expect(reserved == 0)
    }

    @Test func `what names no address is refused and does not mean everybody`() async throws {
        let (bench, campaign) = try await ended()
        let error = await #expect(throws: ServiceError.self) {
            try await bench.resend(campaign, ["address": " , ;"])
        }
        #expect(error?.field == "address")
        #expect(try await bench.state(campaign) == "finished")
    }

    // MARK: Unknown

    @Test func `an unknown one is left alone where another row of the number was accepted`() async throws {
        let (bench, campaign) = try await ended(contacts: 3, refused: 0, lost: 1)
        #expect(try await bench.chosen(campaign, ["who": "unknown"]).count == 3)
        try await bench.write(
            """
            INSERT INTO delivery (submission, batch, address, lane, ordinal, state, is_duplicate, changed_at)
            SELECT submission, batch, address, lane, 1000 + ordinal, \(StoredDeliveryState.accepted.rawValue), 1, changed_at
            FROM delivery ORDER BY id LIMIT 1
            """)
        let audience = try await bench.chosen(campaign, ["who": "unknown"])
        #expect(audience.count == 2 && audience.leftOut == [Tally("duplicate", 1)])
    }

    @Test func `the unknown are taken for accepted by one decision, with how it is known`() async throws {
        let (bench, campaign) = try await ended(contacts: 30, refused: 0, lost: 1)
        #expect(try await bench.parts(campaign)[.unknown] == 30)
        #expect(try await bench.chosen(campaign).count == 0)
        let outcome = try await bench.perform(
            .accept, campaign, ["why": "relay log", "domain": "example1.com"])
        #expect(outcome.message == "5 recipients of Spring sale taken for accepted")
        #expect(try await bench.parts(campaign)[.unknown] == 25)
        #expect(
            try await bench.text("SELECT state_why FROM campaign") == "25 unknown, which wait for a person")
        #expect(
            try await bench.text("SELECT why FROM audit WHERE action = 'accept'")
                == "5 recipients: relay log")
        try await Reconciler(bench: bench).sums(campaign)
    }

    @Test func `the unknown are sent again only where that is said`() async throws {
        let (bench, campaign) = try await ended(contacts: 30, refused: 0, lost: 1)
        #expect(try await bench.chosen(campaign, ["who": "unknown"]).count == 30)
        try await bench.resend(campaign, ["who": "unknown"])
        #expect(try await bench.parts(campaign)[.pending] == 30)
        try await bench.run(bench.engine(options: .immediate(rates: .silent)))
        #expect(try await bench.parts(campaign)[.accepted] == 30)
        try await Reconciler(bench: bench).sums(campaign)
    }

    @Test func `what was unknown once and is refused then may be there, and is not sent again`()
        async throws
    {
        let (bench, campaign) = try await ended(contacts: 30, refused: 0, lost: 1)
        try await bench.resend(campaign, ["who": "unknown"])
        var rates = SandboxRates.silent
        rates.refused = 1
        try await bench.run(bench.engine(options: .immediate(rates: rates)))
        #expect(try await bench.parts(campaign)[.bounced] == 30)
        #expect(try await bench.chosen(campaign).count == 0)
    }
}

extension LaunchBench {
    func action(_ action: ActionDescription) throws -> ResourceAction<Campaign> {
        let actions = CampaignKind(context: context).operations().actions
        return try #require(actions.first { $0.name == action.name })
    }

    @discardableResult
    func perform(
        _ action: ActionDescription, _ campaign: Int64, _ values: [FieldID: String] = [:]
    ) async throws -> EditOutcome {
        try await self.action(action).perform([context.id(.campaign, campaign)], FormValues(values))
    }

    @discardableResult
    func resend(_ campaign: Int64, _ values: [FieldID: String] = [:]) async throws -> EditOutcome {
        try await perform(.resend, campaign, values)
    }

    /// Whom a form that is filled so would be sent to.
    func chosen(_ campaign: Int64, _ values: [FieldID: String] = [:]) async throws -> MessageAudience {
        let ids = [context.id(.campaign, campaign)]
        let audience = try await action(.resend).recipients?(ids, FormValues(values))
        return try #require(audience)
    }
}
