import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// What can be done with a campaign that waits for its time.
@Suite struct ReschedulingTests {
    /// A campaign that starts in an hour.
    private func scheduled(
        _ audience: AudienceSpec = AudienceSpec(kind: .all), type: CampaignType = .normal
    ) async throws -> (LaunchBench, Int64, Date) {
        let bench = try await LaunchBench(contacts: 5, options: .immediate(rates: .silent))
        if type != .normal { try await bench.grant(20) }
        let instant = bench.time.now.addingTimeInterval(3600)
        let campaign = try await bench.campaign(audience, type: type, deferUntil: instant)
        try await bench.launch(campaign)
        return (bench, campaign, instant)
    }

    @Test func `a schedule that is taken back starts nothing, and undone starts at its time`() async throws {
        let (bench, campaign, instant) = try await scheduled()
        let outcome = try await bench.perform(.unschedule, campaign)
        #expect(try await bench.state(campaign) == "draft")
        #expect(try await bench.engine().drain() == nil)
        let reversal = try #require(outcome.reversal)
        _ = try await reversal.undo()
        #expect(try await bench.state(campaign) == "scheduled")
        #expect(try await bench.engine(epoch: 2).drain() == instant)
        let trail = try await bench.text("SELECT group_concat(action) FROM audit")
        #expect(trail == "unschedule,undo")
    }

    @Test func `one whose time has passed meanwhile is not launched by an undo`() async throws {
        let (bench, campaign, instant) = try await scheduled()
        let outcome = try await bench.perform(.unschedule, campaign)
        bench.time.move(to: instant.addingTimeInterval(1))
        let reversal = try #require(outcome.reversal)
        let error = await failure { try await reversal.undo() }
        #expect(error?.message == "The time of “Spring sale” has passed.")
        #expect(try await bench.state(campaign) == "draft")
    }

    @Test func `only what is scheduled has a schedule to take back`() async throws {
        let bench = try await LaunchBench(contacts: 5)
        let campaign = try await bench.campaign()
        await #expect(throws: ServiceError.self) { try await bench.perform(.unschedule, campaign) }
    }

    @Test func `an edit of what is scheduled is what goes out, at the time that it says`() async throws {
        let (bench, campaign, instant) = try await scheduled()
        let later = instant.addingTimeInterval(1800)
        let outcome = try await bench.edit(
            campaign, ["subject": "Summer", "defer_until": WallZone.utc.text(later)])
        #expect(try await bench.state(campaign) == "scheduled")
        #expect(try await bench.frozen().subject == "Summer")
        let engine = try await bench.engine()
        #expect(try await engine.drain() == later)
        let reversal = try #require(outcome.reversal)
        _ = try await reversal.undo()
        #expect(try await bench.frozen().subject == "Spring")
        #expect(try await engine.drain() == instant)
        bench.time.move(to: instant)
        _ = try await engine.drain()
        #expect(try await bench.parts(campaign)[.accepted] == 5)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `an edit of something else keeps the time`() async throws {
        let (bench, campaign, instant) = try await scheduled()
        try await bench.write("UPDATE campaign SET defer_until = NULL, defer_by = 3600")
        bench.time.advance(600)
        try await bench.edit(campaign, ["subject": "Summer"])
        #expect(try await bench.engine().drain() == instant)
        try await bench.edit(campaign, ["defer_by": "7200"])
        let anew = bench.time.now.addingTimeInterval(7200)
        #expect(try await bench.engine(epoch: 2).drain() == anew)
    }

    @Test(arguments: ["", "2001-01-01 09:00"])
    func `an edit that leaves no time to come changes nothing`(time: String) async throws {
        let (bench, campaign, instant) = try await scheduled()
        let error = await #expect(throws: ServiceError.self) {
            try await bench.edit(campaign, ["subject": "Summer", "defer_until": time])
        }
        #expect(error?.field == "defer_until")
        #expect(try await bench.text("SELECT subject FROM campaign") == "Spring")
        #expect(try await bench.engine().drain() == instant)
    }

    @Test func `what has started is not edited any more`() async throws {
        let (bench, campaign, instant) = try await scheduled()
        bench.time.move(to: instant)
        _ = try await bench.engine().drain()
        await #expect(throws: ServiceError.self) { try await bench.edit(campaign, ["subject": "Summer"]) }
        await #expect(throws: ServiceError.self) { try await bench.perform(.unschedule, campaign) }
    }

    @Test func `the credits of a text message follow its edit`() async throws {
        let list = AudienceSpec(kind: .list, addresses: ["+34600000001", "+34600000002"])
        let (bench, campaign, _) = try await scheduled(list, type: .smsPlain)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 18)
        try await bench.edit(campaign, ["text": String(repeating: "a", count: 161)])
        #expect(try await bench.number("SELECT sms_credits FROM account") == 16)
        let long = String(repeating: "a", count: 153 * 11)
        let error = await #expect(throws: ServiceError.self) {
            try await bench.edit(campaign, ["text": long])
        }
        #expect(error?.code == .insufficientCredit)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 16)
        try await bench.perform(.unschedule, campaign)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 20)
    }

    // MARK: Duplicating

    @Test func `a duplicate is a draft with the same message and audience, and no time`() async throws {
        let (bench, campaign, _) = try await scheduled(AudienceSpec(kind: .list, addresses: ["a@x.test"]))
        try await bench.write("UPDATE campaign SET reply_to = 'answers@shop.example', from_name = 'Shop'")
        let outcome = try await bench.perform(.duplicate, campaign, ["title": "Again"])
        let copy = try #require(outcome.rows.first?.resource as? Campaign)
        #expect(copy.title == "Again" && copy.state == .draft && copy.schedule == nil)
        #expect(copy.subject == "Spring" && copy.text == "Hello" && copy.senderName == "Shop")
        #expect(copy.audience == "a@x.test")
        #expect(copy.numid == 2)
        let id = try #require(Int64(copy.id.native))
        #expect(
            try await bench.text("SELECT reply_to FROM campaign WHERE id = ?", [id]) == "answers@shop.example"
        )
        #expect(try await bench.state(campaign) == "scheduled")
        try await bench.launch(id)
        try await bench.run(bench.engine(), until: bench.time.now)
        #expect(try await bench.parts(id)[.accepted] == 1)
    }

    @Test func `a duplicate that was not used goes with its undo`() async throws {
        let (bench, campaign, _) = try await scheduled()
        let outcome = try await bench.perform(.duplicate, campaign, ["title": "Again"])
        let reversal = try #require(outcome.reversal)
        _ = try await reversal.undo()
        #expect(try await bench.number("SELECT count(*) FROM campaign") == 1)
        await #expect(throws: ServiceError.self) {
            try await bench.perform(.duplicate, campaign, ["title": " "])
        }
    }
}

extension LaunchBench {
    @discardableResult
    func edit(_ campaign: Int64, _ values: [FieldID: String]) async throws -> EditOutcome {
        let operations = CampaignKind(context: context).operations()
        let opened = try await operations.find?(String(campaign)) ?? nil
        let update = try #require(operations.update)
        return try await update.submit(opened, FormValues(values))
    }

    /// What is frozen of the one message that there is.
    fileprivate func frozen() async throws -> FrozenMessage {
        try FrozenMessage(json: try #require(try await text("SELECT message FROM submission")))
    }
}
