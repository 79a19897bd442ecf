import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct SMSCreditTests {
    private let numbers = AudienceSpec(
        kind: .list, addresses: ["+34600000001", "+34600000002", "+34600000001"])

    private func bench(credits: Int, rates: SandboxRates = .silent) async throws -> LaunchBench {
        let bench = try await LaunchBench(options: .immediate(rates: rates))
        let account = bench.account
        try await bench.store.write { db in
            try SMSLedger.book(credits, "grant", account: account, campaign: nil, at: 0, in: db)
        }
        return bench
    }

    /// Balance = grants + reserves + releases, whatever has happened.
    private func expectBooksToAgree(_ bench: LaunchBench) async throws {
        let lines = try await bench.number("SELECT sum(delta) FROM sms_ledger WHERE kind <> 'spend'")
        #expect(try await bench.number("SELECT sms_credits FROM account") == lines)
    }

    @Test func `each listed number is charged, repeated ones too`() async throws {
        let bench = try await bench(credits: 10)
        let campaign = try await bench.campaign(
            numbers, type: .smsPlain, text: String(repeating: "a", count: 161))
        #expect(try await bench.launch(campaign) == .launched)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 4)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.accepted] == 3)
        #expect(try await bench.number("SELECT sum(delta) FROM sms_ledger WHERE kind = 'spend'") == -6)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 4)
        try await expectBooksToAgree(bench)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `too few credits leave the campaign waiting, and it launches once there are more`()
        async throws
    {
        let bench = try await bench(credits: 2)
        let campaign = try await bench.campaign(numbers, type: .smsPlain)
        #expect(try await bench.launch(campaign, key: "k") == .shortOfCredit(needed: 3, available: 2))
        #expect(try await bench.state(campaign) == "waiting credit")
        #expect(try await bench.number("SELECT count(*) FROM batch") == 0)
        let account = bench.account
        try await bench.store.write { db in
            try SMSLedger.book(5, "grant", account: account, campaign: nil, at: 0, in: db)
        }
        #expect(try await bench.launch(campaign, key: "k") == .launched)
        try await bench.run(bench.engine())
        #expect(try await bench.number("SELECT sms_credits FROM account") == 4)
        try await expectBooksToAgree(bench)
    }

    @Test func `the sandbox puts no text message off, so that a campaign ends at its pace`() async throws {
        var rates = SandboxRates.silent
        rates.temporary = 1
        let bench = try await bench(credits: 10, rates: rates)
        let campaign = try await bench.campaign(numbers, type: .smsPlain)
        try await bench.launch(campaign)
        _ = try await bench.engine().drain()
        #expect(try await bench.parts(campaign)[.accepted] == 3)
    }

    @Test func `what is refused or aborted gives its credits back`() async throws {
        var rates = SandboxRates.silent
        rates.refused = 1
        let bench = try await bench(credits: 10, rates: rates)
        try await addPeople(6, to: bench)
        try await bench.suppress("+34610000002")
        let group = AudienceSpec(kind: .group, id: 1, name: "even")
        let campaign = try await bench.campaign(group, type: .smsPlain)
        try await bench.launch(campaign)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 8)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        #expect(try await bench.parts(campaign)[.bounced] == 2)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 10)
        let second = try await bench.campaign(group, type: .smsPlain)
        try await bench.launch(second)
        let now = bench.time.now
        try await bench.store.write { db in try Aborting.abort(second, at: now, by: "kim", in: db) }
        _ = try await bench.engine().drain()
        #expect(try await bench.number("SELECT sms_credits FROM account") == 10)
        try await expectBooksToAgree(bench)
    }

    @Test func `a listed number is charged whatever becomes of it, but for an abort`() async throws {
        var rates = SandboxRates.silent
        rates.refused = 1
        let bench = try await bench(credits: 10, rates: rates)
        try await bench.suppress("+34600000002")
        let campaign = try await bench.campaign(numbers, type: .smsPlain)
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        #expect(try await bench.parts(campaign)[.bounced] == 2)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 7)
        let second = try await bench.campaign(numbers, type: .smsPlain)
        try await bench.launch(second)
        let now = bench.time.now
        try await bench.store.write { db in try Aborting.abort(second, at: now, by: "kim", in: db) }
        #expect(try await bench.number("SELECT sms_credits FROM account") == 7)
        try await expectBooksToAgree(bench)
    }

    /// Contacts with numbers, of whom those with even ids form group 1.
    private func addPeople(_ count: Int, to bench: LaunchBench) async throws {
        try await bench.write(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            INSERT INTO contact (account, numid, phone, created_at, updated_at)
            SELECT ?, i, '+346' || (10000000 + i), 0, 0 FROM n
            """, [count, bench.account])
        try await bench.write("INSERT INTO grp (account, name, created_at) SELECT id, 'even', 0 FROM account")
        try await bench.write(
            "INSERT INTO grp_member (grp, contact) SELECT 1, id FROM contact WHERE id % 2 = 0")
    }

    @Test func `an abort in the midst of preparing a large launch gives back what was never written`()
        async throws
    {
        let bench = try await bench(credits: 26_000)
        try await addPeople(25_000, to: bench)
        let campaign = try await bench.campaign(AudienceSpec(kind: .all), type: .smsPlain)
        try await bench.launch(campaign)
        let engine = try await bench.engine(chunk: 22_000)
        let first = try await engine.step()
        let now = bench.time.now
        try await bench.store.write { db in try Aborting.abort(campaign, at: now, by: "kim", in: db) }
        try await engine.submit(first)
        _ = try await engine.drain()
        #expect(try await bench.number("SELECT count(*) FROM campaign WHERE finished_at IS NOT NULL") == 1)
        #expect(try await bench.parts(campaign)[.accepted] == first.messages.count)
        #expect(
            try await bench.number("SELECT sms_credits FROM account") == 26_000 - first.messages.count)
        try await expectBooksToAgree(bench)
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test(arguments: [AudienceSpec.Kind.group, .filter, .all])
    func `who joins the audience while it is prepared is neither sent to nor paid for`(
        _ kind: AudienceSpec.Kind
    ) async throws {
        let bench = try await bench(credits: 100)
        try await addPeople(24, to: bench)
        let id = try await kind == .group ? 1 : bench.addFilter("groups:even")
        let campaign = try await bench.campaign(
            AudienceSpec(kind: kind, id: id, name: "even", query: "groups:even"), type: .smsPlain)
        try await bench.write("DELETE FROM contact WHERE numid = 15")
        try await bench.launch(campaign)
        let engine = try await bench.engine(chunk: 5)
        try await engine.submit(try await engine.step())
        try await bench.write(
            """
            INSERT INTO contact (account, numid, phone, created_at, updated_at)
            SELECT id, 15, '+34699999999', 0, 0 FROM account
            """)
        try await bench.write("INSERT OR IGNORE INTO grp_member (grp, contact) SELECT 1, id FROM contact")
        try await bench.run(engine)
        let people = kind == .all ? 23 : 12
        #expect(try await bench.parts(campaign)[.accepted] == people)
        #expect(try await bench.number("SELECT sms_credits FROM account") == 100 - people)
        try await expectBooksToAgree(bench)
        try await Reconciler(bench: bench).check(campaign)
    }
}
