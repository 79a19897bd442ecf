import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Why, pre-flight, launch and claim name the same rule.
@Suite struct SendRuleAgreementTests {
    @Test func `every rule is planted here or has a test of its own`() {
        let planted = RulePlant.all.map(\.rule)
        #expect(planted == SendRule.allCases.filter { !RulePlant.apart.contains($0) })
    }

    @Test(arguments: RulePlant.all) func `each rule alone is named by all four`(_ plant: RulePlant)
        async throws
    {
        let told = try await Told([plant])
        #expect(plant.isNamed(in: told.why(plant)), "why: \(told)")
        #expect(plant.isNamed(in: told.plan(plant)), "pre-flight: \(told)")
        #expect(plant.isNamed(in: told.launch), "launch: \(told)")
        #expect(plant.isNamed(in: told.claim), "claim: \(told)")
    }

    private static let pairs: [[RulePlant]] = {
        let all = RulePlant.all
        return all.indices.flatMap { first in
            all.indices[(first + 1)...].map { [all[first], all[$0]] }
        }.filter { ($0[0].rule.effect == .endsMessage) == ($0[1].rule.effect == .endsMessage) }
    }()

    @Test(arguments: pairs) func `of two that hold all four name the same first`(_ pair: [RulePlant])
        async throws
    {
        let first = pair[0]
        let told = try await Told(pair)
        #expect(first.isNamed(in: told.why(first)), "why: \(told)")
        #expect(first.isNamed(in: told.plan(first)), "pre-flight: \(told)")
        // A launch asks for its sender before anybody is looked at.
        let isOfSender = pair[1].rule == .senderNotApproved
        #expect((isOfSender ? pair[1] : first).isNamed(in: told.launch), "launch: \(told)")
        #expect(first.isNamed(in: told.claim), "claim: \(told)")
        // A message as a certain user is told of apart from messages at large.
        if !first.isOfUser { #expect(!pair[1].isNamed(in: told.why(first)), "why: \(told)") }
        #expect(!pair[1].isNamed(in: told.claim), "claim: \(told)")
    }

    @Test func `nothing planted lets it go`() async throws {
        let told = try await Told([])
        #expect(told.verdict?.outcome == .goes)
        #expect(told.refusal == nil && told.exclusion == nil)
        #expect(told.launch == "" && told.claim == nil)
    }

    @Test func `a recipient that became inactive meanwhile is not sent to through Dyn`() async throws {
        let bench = try await LaunchBench(contacts: 1, options: .immediate(rates: .silent))
        let (account, now) = (bench.account, bench.time.now)
        try await bench.store.write { db in
            for source in ["dyn", "dmds"] {
                var send = SingleSubmission(
                    account: account, channel: .email, message: FrozenMessage(from: "news@shop.example"))
                send.source = source
                send.addresses = ["person1@example1.com"]
                try send.write(at: now, in: db)
            }
            try db.execute(
                """
                INSERT INTO recipient (account, address, status, why, changed_at)
                VALUES (\(account), 'person1@example1.com', 'inactive', 'bounced', 0)
                """)
        }
        _ = try await bench.engine().drain()
        let reasons = try await bench.store.read { db in
            try String.fetchAll(db, "SELECT coalesce(reason, '') FROM delivery ORDER BY id")
        }
        #expect(reasons == ["recipient inactive", ""])
        let trace = try await PersonTracing(context: bench.context).trace("person1@example1.com")
        #expect(
            trace.verdicts.first?.depends == [.init("sent through Dyn", "recipient inactive")])
    }

    @Test func `a user that is gone holds what waits for it`() async throws {
        let bench = try await LaunchBench(contacts: 1, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser())
        try await bench.launch(campaign)
        try await bench.write("DELETE FROM smtp_user")
        try await bench.run(bench.engine())
        #expect(try await bench.state(campaign) == "paused")
        #expect(try await bench.text("SELECT state_why FROM campaign") == "its SMTP user is gone")
    }

    @Test func `too few credits are named by why, pre-flight and launch`() async throws {
        let bench = try await LaunchBench(contacts: 1, options: .immediate(rates: .silent))
        try await bench.write("UPDATE contact SET phone = '+34600000001'")
        let campaign = try await bench.campaign(AudienceSpec(kind: .all), type: .smsPlain)
        let trace = try await PersonTracing(context: bench.context).trace("+34600000001")
        let plan = try await CampaignKind(context: bench.context)
            .plan(bench.context.id(.campaign, campaign))
        try await bench.launch(campaign)
        let words = "1 credit needed, 0 left"
        #expect(trace.verdicts.first?.stop?.rule == words)
        #expect(plan.warnings.contains { $0.plainText.contains(words) })
        #expect(try await bench.text("SELECT state_why FROM campaign") == words)
    }
}

/// What each of the four says of one person's message while the plants hold.
private struct Told: CustomStringConvertible {
    private(set) var verdict: PersonTrace.Verdict?
    private(set) var exclusion: String?
    private(set) var refusal: String?
    private(set) var warnings: [String] = []
    private(set) var launch: String?
    private(set) var claim: String?

    init(_ plants: [RulePlant]) async throws {
        let bench = try await Self.bench()
        for plant in plants { try await bench.write(plant.sql) }
        let campaign = try await bench.campaign(smtpUser: 1)
        let address = try #require(try await bench.text("SELECT email FROM contact"))
        verdict = try await PersonTracing(context: bench.context).trace(address).verdicts.first
        let plan = try await CampaignKind(context: bench.context)
            .plan(bench.context.id(.campaign, campaign))
        (exclusion, refusal, warnings) = (
            plan.exclusions.first?.text, plan.refusal?.message, plan.warnings.map(\.plainText)
        )
        do {
            try await bench.launch(campaign)
            launch = try await Self.prepare(campaign, on: bench)
        } catch let error as ServiceError {
            launch = error.message
        }
        claim = try await Self.claim(plants)
    }

    /// One contact, and a user whose hour holds five messages.
    private static func bench() async throws -> LaunchBench {
        let bench = try await LaunchBench(contacts: 1, options: .immediate(rates: .silent))
        let user = try await bench.addSMTPUser()
        try await bench.write(
            "INSERT INTO smtp_user_hour (smtp_user, hour, used) VALUES (?, ?, 5)",
            [user, bench.time.now.hourNumber])
        return bench
    }

    /// Writes the launch's rows as the engine does, and says why the one is not sent or waits.
    @discardableResult
    private static func prepare(_ campaign: Int64, on bench: LaunchBench) async throws -> String? {
        let now = bench.time.now
        return try await bench.store.write { db in
            var work = DeliveryTransaction(db, now: now, source: "sandbox")
            let launch = try #require(try LaunchRow.of(campaign, in: db))
            _ = try work.prepare(launch)
            try work.finish()
            return try String.fetchOne(
                db,
                """
                SELECT coalesce((SELECT reason FROM delivery), state_why) FROM campaign
                WHERE id = \(campaign)
                """)
        }
    }

    private static func claim(_ plants: [RulePlant]) async throws -> String? {
        let bench = try await bench()
        let campaign = try await bench.campaign(smtpUser: 1)
        try await bench.launch(campaign)
        try await prepare(campaign, on: bench)
        for plant in plants { try await bench.write(plant.claimSQL ?? plant.sql) }
        do {
            _ = try await bench.engine().drain()
        } catch let error as ServiceError {
            return error.message
        }
        let reason = try await bench.text("SELECT reason FROM delivery")
        let why = try await bench.text("SELECT state_why FROM campaign")
        return reason ?? why.flatMap { $0.isEmpty ? nil : $0 }
    }

    func why(_ plant: RulePlant) -> String? {
        plant.isOfUser ? verdict?.depends.first?.effect : verdict?.stop?.rule ?? verdict?.wait?.rule
    }

    func plan(_ plant: RulePlant) -> String? {
        plant.rule.effect == .endsMessage ? exclusion : refusal ?? warnings.first
    }

    var description: String {
        "\(verdict.map { "\($0)" } ?? "") | \(exclusion ?? "") \(refusal ?? "") \(warnings) | \(launch ?? "") | \(claim ?? "")"
    }
}
