import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Lists of suppressed addresses, in the forms of other senders too.
@Suite struct SuppressionListTests {
    /// Headings and a row as each sender's export has them.
    private static let exports: [(title: String, text: String, entry: String)] = [
        (
            "SendGrid bounces", "status,reason,email,created\n5.1.1,550 no such user,ana@a.test,1433800303\n",
            "ana@a.test bounce 2015-06-08T21:51:43Z 550 no such user"
        ),
        (
            "SendGrid spam reports", "ip,email,created\n192.0.2.1,ana@a.test,1433800303\n",
            "ana@a.test complaint 2015-06-08T21:51:43Z "
        ),
        (
            "SendGrid unsubscribes", "email,created\nana@a.test,1433800303\n",
            "ana@a.test unsubscribe 2015-06-08T21:51:43Z "
        ),
        (
            "Mailgun bounces",
            "address,code,error,created_at\nana@a.test,550,No such mailbox,\"Fri, 18 Oct 2024 18:28:14 UTC\"\n",
            "ana@a.test bounce 2024-10-18T18:28:14Z No such mailbox"
        ),
        (
            "Mailgun complaints", "address,created_at\nana@a.test,\"Fri, 18 Oct 2024 18:28:14 +0000\"\n",
            "ana@a.test complaint 2024-10-18T18:28:14Z "
        ),
        (
            "Postmark suppressions",
            "EmailAddress,SuppressionReason,Origin,CreatedAt\nana@a.test,SpamComplaint,Recipient,2019-12-10T08:58:33-05:00\n",
            "ana@a.test complaint 2019-12-10T13:58:33Z "
        ),
    ]

    @Test(arguments: exports.indices)
    func `the exports of other senders are known by their headings`(index: Int) async throws {
        let (title, text, wanted) = Self.exports[index]
        let bench = try await ListBench()
        let (report, outcome) = try await bench.take(text, .suppression)
        #expect(report.form == title && report[.new] == 1)
        let row = try #require(try await bench.platform.all(.suppression).first)
        let told = ["address", "reason", "created", "note"].map { row[$0].plainText }.joined(separator: " ")
        #expect(told == wanted)
        try await bench.platform.undo(outcome)
        #expect(try await bench.count("suppression") == 0)
    }

    @Test(arguments: SuppressionListForm.all.map(\.name))
    func `what is exported in a form comes back from it`(name: String) async throws {
        let form = try #require(SuppressionListForm.named(name))
        let bench = try await ListBench()
        var entry = Suppression(
            id: ResourceID("embedded", .suppression, "1"), account: "", address: "ana@a.test",
            reason: form.reasons[0])
        entry.created = Date(timeIntervalSince1970: 1_700_000_000)
        let report = try await bench.take(form.header + (form.line(entry) ?? ""), .suppression).report
        #expect(report.form == form.title)
        let row = try #require(try await bench.platform.all(.suppression).first)
        #expect(row["reason"].plainText == form.reasons[0].rawValue)
        #expect(row["created"] == .date(Date(timeIntervalSince1970: 1_700_000_000)))
    }

    @Test func `addresses that are suppressed already are the same, and lifted rows are refused`()
        async throws
    {
        let bench = try await ListBench()
        try await bench.people.suppress("kim@example.test")
        try await bench.people.contact("bo@b.test")
        let text = """
            address,reason,state,created
            KIM@example.test,bounce,suppressed,
            bo@b.test,spam,suppressed,
            cy@c.test,bounce,lifted,
            dee@d.test,,,yesterday-ish
            +34600112233,,,
            """
        let before = try await bench.state()
        #expect(
            try await bench.look(text, .suppression).sentence == "2 new, 0 changed, 1 the same, 2 refused")
        let (report, outcome) = try await bench.take(text, .suppression)
        #expect(report.examples[.refused] == ["line 4: it is lifted", "line 5: “yesterday-ish” is no time"])
        let bo = try await bench.platform.find(.contact, "bo@b.test")
        #expect(bo["suppression"].plainText == "complaint")
        try await bench.platform.undo(outcome)
        #expect(try await bench.state() == before)
    }

    @Test func `a list may be for all accounts`() async throws {
        let bench = try await ListBench()
        var order = ListOrder()
        (order.owner, order.reason) = ("all accounts", .unsubscribe)
        try await bench.take("ana@a.test\nbo@b.test\n", .suppression, order)
        let rows = try await bench.platform.all(.suppression)
        #expect(rows.map { $0["account"].plainText } == ["all accounts", "all accounts"])
        #expect(rows.allSatisfy { $0["reason"].plainText == "unsubscribe" })
    }

    /// What people are told, but for which rows tell it.
    private func told(_ bench: ListBench) async throws -> [String] {
        try await bench.people.store.read { db in
            try String.fetchAll(
                db,
                """
                SELECT e.kind || ' ' || e.address || ' ' || e.detail || ' '
                || coalesce(c.email || ' ' || (c.last_event_kind = e.kind), 'nobody')
                FROM event e LEFT JOIN contact c ON c.id = e.contact ORDER BY e.address
                """)
        }
    }

    @Test(arguments: [PeopleFixture.username, "all accounts"])
    func `people are told of imported entries as of those made by hand`(owner: String) async throws {
        let addresses = ["bo@b.test", "nobody@n.test", "+34600112233"]
        let (byHand, byList) = (try await ListBench(), try await ListBench())
        for bench in [byHand, byList] {
            try await bench.people.contact("Bo@b.test", ["phone": "+34600112233"])
        }
        for address in addresses {
            try await byHand.platform.create(
                .suppression, ["account": owner, "address": address, "note": "asked", "channel": ""])
        }
        var order = ListOrder()
        order.owner = owner
        let text = (["address,note"] + addresses.map { "\($0),asked" }).joined(separator: "\n")
        try await byList.take(text, .suppression, order)
        let told = try await told(byList)
        #expect(try await told == self.told(byHand))
        #expect(told.count == (owner == "all accounts" ? 2 : 3))
    }

    @Test func `taking it back takes what people were told, of entries that stay nothing`() async throws {
        let bench = try await ListBench()
        for name in ["ana", "bo"] { try await bench.people.contact("\(name)@b.test") }
        try await bench.platform.perform(
            "whitelist", on: [try await bench.platform.find(.contact, "ana@b.test")])
        bench.platform.clock.advance(by: 60)
        let before = try await bench.state()
        let (_, outcome) = try await bench.take(
            "address\nana@b.test\nbo@b.test\nnobody@n.test\n", .suppression)
        #expect(try await bench.people.events() == ["whitelisted"] + Array(repeating: "suppressed", count: 3))
        let bo = try await bench.platform.find(.suppression, "bo@b.test")
        try await bench.platform.edit(bo, ["note": "called"])
        // As another process has it.
        let entry = try #require(
            try await bench.platform.all(.audit).first { $0.id.native == outcome.entries.first })
        let back = try await bench.platform.perform("restore", on: [entry])
        #expect(back.message == "undone: import of list.csv, but for 1 row")
        #expect(try await bench.people.events() == ["whitelisted", "suppressed"])
        let shown = try await bench.platform.find(.contact, "bo@b.test")["last_event"].plainText
        #expect(shown == "suppressed")
        let left = try await bench.state().filter { !$0.contains("bo@b.test") }
        #expect(left == before.filter { !$0.contains("bo@b.test") })
    }
}
