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
}
