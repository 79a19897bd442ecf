import FoundationEssentials
import ServiceCore
import Store
import Testing

@testable import Platform

/// What the pre-flight says is needed is what the launch takes, to the credit.
@Suite struct SMSChargeTests {
    enum Audience: String, CaseIterable {
        case all, group, filter, list

        /// Of six contacts three can be sent to; of five listed numbers all are charged.
        var charged: Int { self == .list ? 5 : 3 }
    }

    private static let listed = [
        "+34600000001", "+34600000002", "+34600000003", "+34600000004", "+34600000001",
    ]

    /// Three who are sent to, one suppressed, one who takes no text messages, one without a number.
    private func bench(credits: Int) async throws -> LaunchBench {
        let bench = try await LaunchBench(options: .immediate(rates: .silent))
        try await bench.write(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5)
            INSERT INTO contact (account, numid, phone, allows_sms, created_at, updated_at)
            SELECT ?, i, '+3460000000' || i, i <> 5, 0, 0 FROM n
            """, [bench.account])
        _ = try await bench.store.write { [account = bench.account] db in
            try StoreFixture.contact(db, account: account, numid: 6, email: "kim@example.test")
        }
        try await bench.suppress("+34600000004")
        try await bench.write("INSERT INTO grp (account, name, created_at) SELECT id, 'some', 0 FROM account")
        try await bench.write("INSERT INTO grp_member (grp, contact) SELECT 1, id FROM contact")
        if credits > 0 { try await bench.grant(credits) }
        return bench
    }

    private func campaign(
        _ audience: Audience, parts: Int, on bench: LaunchBench, deferUntil: Bool = false
    ) async throws -> Int64 {
        let spec =
            switch audience {
            case .all: AudienceSpec(kind: .all)
            case .group: AudienceSpec(kind: .group, id: 1, name: "some")
            case .filter:
                AudienceSpec(
                    kind: .filter, id: try await bench.addFilter("groups:some"), name: "some",
                    query: "groups:some")
            case .list: AudienceSpec(kind: .list, addresses: Self.listed)
            }
        return try await bench.campaign(
            spec, type: .smsPlain, text: String(repeating: "a", count: parts == 1 ? 10 : 161),
            deferUntil: deferUntil ? bench.time.now.addingTimeInterval(60) : nil)
    }

    private func credits(_ campaign: Int64, on bench: LaunchBench) async throws -> String? {
        let launcher = CampaignKind(context: bench.context)
        let plan = try await launcher.plan(bench.context.id(.campaign, campaign))
        return plan.facts.first { $0.label == "Credits" }?.value
    }

    private func balance(_ bench: LaunchBench) async throws -> Int {
        try await bench.number("SELECT sms_credits FROM account")
    }

    @Test(arguments: Audience.allCases, [1, 2])
    func `with one credit less it waits, exactly enough and one more launch it`(
        _ audience: Audience, _ parts: Int
    ) async throws {
        let needed = audience.charged * parts
        for more in [-1, 0, 1] {
            let bench = try await bench(credits: needed + more)
            let campaign = try await campaign(audience, parts: parts, on: bench)
            let told = try await credits(campaign, on: bench)
            #expect(told?.hasPrefix("\(needed) needed, \(needed + more) left") == true, "\(told ?? "")")
            let verdict = try await bench.launch(campaign)
            guard more >= 0 else {
                #expect(verdict == .shortOfCredit(needed: needed, available: needed - 1))
                #expect(try await balance(bench) == needed - 1)
                try await bench.grant(1)
                #expect(try await bench.launch(campaign) == .launched)
                #expect(try await balance(bench) == 0)
                continue
            }
            #expect(verdict == .launched)
            #expect(try await balance(bench) == more)
            try await bench.run(bench.engine())
            #expect(try await balance(bench) == more)
            #expect(try await spent(bench) == needed)
            try await Reconciler(bench: bench).check(campaign)
        }
    }

    private func spent(_ bench: LaunchBench) async throws -> Int {
        try await bench.number("SELECT -sum(delta) FROM sms_ledger WHERE kind = 'spend'")
    }

    @Test func `listed numbers that are not sent are charged, and the plan says so`() async throws {
        let bench = try await bench(credits: 5)
        let campaign = try await campaign(.list, parts: 1, on: bench)
        #expect(
            try await credits(campaign, on: bench)
                == "5 needed, 5 left: 1 listed number is charged though not sent")
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.accepted] == 4)
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        #expect(try await balance(bench) == 0)
    }

    @Test(arguments: [Audience.all, .group, .filter])
    func `a deferred launch pays for those who will be sent when it starts`(_ audience: Audience) async throws
    {
        let bench = try await bench(credits: 4)
        let campaign = try await campaign(audience, parts: 1, on: bench, deferUntil: true)
        #expect(try await bench.launch(campaign) == .scheduled)
        #expect(try await balance(bench) == 1)
        try await bench.write("UPDATE contact SET allows_sms = 1")
        bench.time.advance(60)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.accepted] == 4)
        #expect(try await balance(bench) == 0)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test(arguments: [Audience.all, .group, .filter])
    func `who may be sent to only after the launch was paid for is not sent to`(_ audience: Audience)
        async throws
    {
        let bench = try await bench(credits: 3)
        let campaign = try await campaign(audience, parts: 1, on: bench)
        try await bench.launch(campaign)
        try await bench.write("UPDATE suppression SET lifted_at = 1")
        try await bench.write("UPDATE contact SET allows_sms = 0 WHERE numid = 1")
        try await bench.run(bench.engine())
        let reasons = try await bench.store.read { db in
            try String.fetchAll(db, "SELECT reason FROM delivery WHERE reason IS NOT NULL ORDER BY id")
        }
        #expect(
            reasons == [
                "channel not allowed", "suppressed: manual", "channel not allowed", "no phone number",
            ])
        #expect(try await bench.parts(campaign)[.accepted] == 2)
        #expect(try await balance(bench) == 1)
        try await Reconciler(bench: bench).check(campaign)
    }
}
