import Foundation
import Mail
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantReportTests {
    private let desk: TwoTenants

    init() async throws {
        desk = try await TwoTenants(face: "dyn", mine: "one@shop.example", other: "other@shop.example")
    }

    private func plan(_ report: MailReport) async throws -> String {
        let account = desk.mine.id
        return try await desk.read { db in
            try ReportQueries(report, account: account, in: db).branches.map { branch in
                try db.plan("SELECT e.id FROM event e WHERE \(branch) ORDER BY e.at DESC, e.id DESC")
            }.joined(separator: "\n")
        }
    }

    @Test func `each kind of a report walks the account's events of that kind in order`() async throws {
        for report in [MailReport([.bounceHard, .bounceSoft]), MailReport([.accepted])] {
            let plan = try await plan(report)
            #expect(
                plan.components(separatedBy: "INDEX event_account (account=? AND kind=? AND at>? AND at<?)")
                    .count - 1 == report.kinds.count)
            #expect(!plan.contains("SCAN"))
        }
    }

    @Test func `one person's events are found from their messages`() async throws {
        var report = MailReport([.accepted, .bounceHard])
        report.recipient = "a@x.com"
        let plan = try await plan(report)
        #expect(plan.contains("delivery_address (address=?)"))
        #expect(plan.contains("event_delivery (delivery=?)"))
        #expect(!plan.contains("event_account") && !plan.contains("SCAN e"))
    }

    @Test func `an account without text messages is not asked of any event's channel`() async throws {
        let mail = try await plan(MailReport([.open]))
        try await desk.write(
            "INSERT INTO batch (uuid, account, channel, created_at) VALUES ('u', ?, 'sms', 0)", [desk.mine.id]
        )
        let both = try await plan(MailReport([.open]))
        #expect(!mail.contains("batch") && !mail.contains(" b "))
        #expect(both.contains(" b "))
    }

    @Test func `a message that names thousands is read once a page, and only for headers that are named`()
        async throws
    {
        var message = FrozenMessage(from: "news@shop.example")
        message.headers = [MailHeader("X-Order", "1"), MailHeader("X-More", "2")]
        let (account, json) = (desk.mine.id, try message.json)
        try await desk.fixture.store.write { db in
            let batch = try Batches.insert(account: account, campaign: nil, channel: .email, at: 0, in: db)
            try db.execute(
                """
                INSERT INTO submission (batch, source, sender, message, created_at) VALUES (\(batch),
                'dyn', 'news@shop.example', \(json), 0)
                """)
            let submission = db.lastInsertedRowID
            for number in 1...3 {
                try db.execute(
                    """
                    INSERT INTO delivery (submission, batch, ordinal, address, changed_at) VALUES
                    (\(submission), \(batch), \(number), \("a\(number)@x.com"), 0)
                    """)
                try db.execute(
                    """
                    INSERT INTO event (account, kind, at, delivery, batch, source) VALUES (\(account), 2,
                    \(number), \(db.lastInsertedRowID), \(batch), 't')
                    """)
            }
        }
        let plain = try await desk.mine.entries(of: MailReport([.accepted]), from: 0, limit: 2)
        #expect(plain.map(\.recipient) == ["a3@x.com", "a2@x.com"])
        #expect(plain.map(\.headers) == [[], []])
        _ = try await desk.mine.changeAccount(nil, FormValues(["x_header_1": "X-ORDER"]))
        let named = try await desk.mine.entries(of: MailReport([.accepted]), from: 1, limit: 2)
        #expect(named.map(\.recipient) == ["a2@x.com", "a1@x.com"])
        #expect(
            named.allSatisfy {
                $0.headers == [MailHeader("X-Order", "1")] && $0.sender == "news@shop.example"
            })
        #expect(try await desk.other.entries(of: MailReport([.accepted]), from: 0, limit: 9).isEmpty)
        #expect(try await desk.other.count(of: MailReport([.accepted])) == 0)
    }
}
