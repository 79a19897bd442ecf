import Foundation
import Mail
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantSendingTests {
    @Test func `to, cc and bcc are rows of their own, and whom a rule stops is a row with its reason`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 3)
        try await bench.write("UPDATE contact SET invalid_at = 1 WHERE numid = 2")
        try await bench.write(
            """
            INSERT INTO suppression (account, channel, address, reason, at)
            VALUES (1, 'email', 'person3@example3.com', 'complaint', 0)
            """)
        var draft = LaunchBench.draft(
            to: "Person1@example1.com", "person2@example2.com", "person1@example1.com", "nobody@")
        draft.people += [
            MailDraft.Person(.cc, "person3@example3.com"), MailDraft.Person(.bcc, "boss@shop.example"),
        ]
        let receipt = try await bench.tenant().send(draft)
        #expect(receipt.accepted == 2)
        #expect(
            receipt.notSent.map { "\($0.address): \($0.reason)" } == [
                "person2@example2.com: invalid", "person1@example1.com: duplicate",
                "nobody@: address unusable", "person3@example3.com: suppressed: complaint",
            ])
        #expect(
            try await bench.rows(receipt.batch) == [
                "0 person1@example1.com 1 ", "0 person2@example2.com 7 invalid",
                "0 person1@example1.com 7 duplicate", "0 nobody@ 7 address unusable",
                "1 person3@example3.com 7 suppressed: complaint", "2 boss@shop.example 1 ",
            ])
        let events = try await bench.number("SELECT count(*) FROM event WHERE kind = 1 AND source = 'dyn'")
        #expect(events == 4)
        try await bench.run(bench.engine(options: .immediate(rates: .silent)))
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE state = 5") == 2)
    }

    @Test func `copies go with each recipient, and with none that is not sent to`() async throws {
        let bench = try await LaunchBench(contacts: 2)
        try await bench.write("UPDATE contact SET invalid_at = 1 WHERE numid = 2")
        var draft = LaunchBench.draft(
            to: "person1@example1.com", "person2@example2.com", "other@example.com")
        draft.people += ["cc@shop.example", "other@example.com"].map { MailDraft.Person(.cc, $0) }
        draft.people.append(MailDraft.Person(.bcc, "boss@shop.example"))
        draft.copiesWithEach = true
        let receipt = try await bench.tenant().send(draft)
        #expect(
            try await bench.rows(receipt.batch) == [
                "0 person1@example1.com 1 ", "1 cc@shop.example 1 ", "1 other@example.com 1 ",
                "2 boss@shop.example 1 ", "0 person2@example2.com 7 invalid", "0 other@example.com 1 ",
                "1 cc@shop.example 1 ", "1 other@example.com 7 duplicate", "2 boss@shop.example 1 ",
            ])
        #expect(receipt.accepted == 7)
        let parents = try await bench.number("SELECT count(DISTINCT parent) FROM delivery WHERE role > 0")
        #expect(parents == 2)
    }

    @Test func `a batch is joined by its id, keeps an archive once asked to, and is nobody else's`()
        async throws
    {
        let bench = try await LaunchBench()
        let tenant = try await bench.tenant()
        let first = try await tenant.send(LaunchBench.draft(to: "a@example.com"))
        var again = LaunchBench.draft(to: "a@example.com")
        again.batch = first.batch.uppercased()
        again.keepsArchive = true
        let second = try await tenant.send(again)
        #expect(second.batch == first.batch)
        #expect(second.accepted == 1)
        #expect(try await bench.number("SELECT archives FROM batch") == 1)
        let other = try await bench.store.write { db in
            let id = try StoreFixture.account(db, username: "b@b.example")
            try StoreFixture.sender(db, account: id)
            return id
        }
        let stranger = try await bench.tenant(other)
        let refused = await failure { try await stranger.send(again) }
        #expect(refused?.code == .invalid)
        #expect(refused?.field == "batch")
        #expect(try await bench.number("SELECT count(*) FROM delivery") == 2)
    }

    @Test
    func `an API campaign counts what is sent for it; a launch's batch or another's campaign is refused`()
        async throws
    {
        let bench = try await LaunchBench(contacts: 1)
        let tenant = try await bench.tenant()
        let api = try await bench.campaign(type: .api)
        var draft = LaunchBench.draft(to: "a@example.com", "a@example.com")
        draft.campaign = bench.context.id(.campaign, api)
        _ = try await tenant.send(draft)
        let parts = try await bench.parts(api)
        #expect(parts[.pending] == 1)
        #expect(parts[.notSent] == 1)
        let launched = try await bench.campaign()
        try await bench.launch(launched)
        draft.campaign = bench.context.id(.campaign, launched)
        #expect(await failure { try await tenant.send(draft) }?.code == .invalid)
        draft.campaign = nil
        draft.batch = try await bench.text("SELECT uuid FROM batch WHERE campaign = ?", [launched])
        #expect(await failure { try await tenant.send(draft) }?.field == "batch")
        draft.campaign = bench.context.id(.campaign, 999)
        #expect(await failure { try await tenant.send(draft) }?.code == .notFound)
    }

    @Test func `the account's own spelling of its X-headers is kept, and the unique id is found again`()
        async throws
    {
        let bench = try await LaunchBench()
        try await bench.write("UPDATE account SET xheader3 = 'X-Order'")
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.headers = [("x-order", "17"), ("X-Other", "b")]
        draft.uniqueID = "order-17"
        draft.attachments = [.init(name: "a.txt", type: "text/plain", bytes: [104, 105])]
        _ = try await bench.tenant().send(draft)
        let json = try await bench.text("SELECT message FROM submission WHERE unique_id = 'order-17'")
        let message = try FrozenMessage(json: try #require(json))
        #expect(message.headers == [MailHeader("X-Order", "17"), MailHeader("X-Other", "b")])
        #expect(try await bench.text("SELECT trace FROM batch") == "message “Hello”")
        let file = try await bench.text(
            "SELECT a.name || CAST(c.bytes AS TEXT) FROM attachment a JOIN content c ON c.id = a.content")
        #expect(file == "a.txthi")
    }
}
