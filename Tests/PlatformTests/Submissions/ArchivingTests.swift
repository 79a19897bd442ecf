import Foundation
import Mail
import ServiceCore
import Store
import TestSupport
import Testing

@testable import Platform

/// From the draft to the bytes that the sandbox took, and back out of the archive.
@Suite struct ArchivingTests {
    static func bench() async throws -> LaunchBench {
        try await LaunchBench(contacts: 2, options: .immediate(rates: .silent))
    }

    func taken(_ bench: LaunchBench) throws -> [String: String] {
        let entries = try SandboxRecord(in: bench.store.directory).entries()
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.address.lowercased(), $0.sha256) })
    }

    @Test func `what the archive gives back is what the transport took`() async throws {
        let bench = try await Self.bench()
        var draft = LaunchBench.draft(to: "person1@example1.com", "Other@example.com")
        draft.people[1].name = "Ötzi"
        draft.people.append(MailDraft.Person(.bcc, "boss@shop.example"))
        draft.fromName = "Shop, Inc."
        draft.html = "<p>Grüße</p>"
        draft.headers = [("X-Order", "17")]
        draft.keepsArchive = true
        let tenant = try await bench.tenant()
        let receipt = try await tenant.send(draft)
        try await bench.run(bench.engine())
        let taken = try taken(bench)
        for address in ["person1@example1.com", "other@example.com", "boss@shop.example"] {
            let bytes = try #require(try await tenant.archived(batch: receipt.batch, address: address))
            #expect(taken[address] == Hex.text(WrittenMail(bytes).sha256))
            let read = try MailReader(bytes)
            #expect(read["From"] == "\"Shop, Inc.\" <news@shop.example>")
            #expect(read["To"] == "person1@example1.com, =?UTF-8?B?w5Z0emk=?= <Other@example.com>")
            #expect(read["Date"] == "Tue, 10 Mar 2026 12:00:00 +0000")
            #expect(read["X-Order"] == "17")
            #expect(read["Bcc"] == nil)
            #expect(try read.parts.map { try $0.text } == ["One line", "<p>Grüße</p>"])
        }
        #expect(try await tenant.archived(batch: receipt.batch, address: "else@example.com") == nil)
        #expect(try await tenant.archived(batch: "no-such-batch", address: "other@example.com") == nil)
    }

    @Test func `another account does not see it, and without an archive hash and size are kept`()
        async throws
    {
        let bench = try await Self.bench()
        let tenant = try await bench.tenant()
        var draft = LaunchBench.draft(to: "a@example.com")
        let plain = try await tenant.send(draft)
        draft.keepsArchive = true
        let archived = try await tenant.send(draft)
        try await bench.run(bench.engine())
        let stranger = try await bench.store.write { db in
            try StoreFixture.account(db, username: "b@b.example")
        }
        #expect(
            try await bench.tenant(stranger).archived(batch: archived.batch, address: "a@example.com") == nil)
        #expect(try await tenant.archived(batch: plain.batch, address: "a@example.com") == nil)
        let bytes = try #require(try await tenant.archived(batch: archived.batch, address: "A@Example.com"))
        let kept = try await bench.store.read { db in
            try SQLRow.fetchAll(db, "SELECT size, segment, sha256 FROM archive ORDER BY delivery")
                .map { ($0[0] as Int, $0[1] as Int?, $0[2] as Data) }
        }
        #expect(kept.map(\.1) == [nil, 1])
        #expect(kept[1].0 == bytes.count)
        let records = try SandboxRecord(in: bench.store.directory).entries().map(\.sha256)
        #expect(kept.map { Hex.text($0.2) } == records)
    }

    @Test(arguments: ["yes", "no", nil])
    func `a campaign of the board keeps each of its messages where it says so`(archived: String?) async throws
    {
        let bench = try await Self.bench()
        let kind = CampaignKind(context: bench.context)
        var values = FormValues([
            "account": "ops@shop.example", "title": "Spring sale", "subject": "Spring", "text": "Hello",
            "sender": "news@shop.example", "audience": "all contacts",
        ])
        values["archived"] = archived
        let made = try #require(try await kind.operations().create?.submit(nil, values).rows.first)
        #expect(made["archived"] == .flag(archived == "yes"))
        try await bench.launch(try #require(Int64(made.id.native)))
        try await bench.run(bench.engine())
        let (batch, isArchived) = try await bench.store.read { db in
            let row = try #require(try SQLRow.fetchOne(db, "SELECT uuid, archives FROM batch"))
            return (row[0] as String, row[1] as Bool)
        }
        let text = try await bench.tenant().archived(batch: batch, address: "person1@example1.com")
        #expect(isArchived == (archived == "yes"))
        #expect((text != nil) == isArchived)
    }

    @Test func `a launch is not written out, as nothing wants it`() async throws {
        let bench = try await Self.bench()
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.number("SELECT count(*) FROM archive") == 0)
        #expect(try SandboxRecord(in: bench.store.directory).entries().map(\.sha256) == ["", ""])
    }

    @Test func `each gets a message of their own with the copies named, fields filled by their values`()
        async throws
    {
        let bench = try await Self.bench()
        try await bench.write("UPDATE contact SET first_name = 'Ann' WHERE numid = 1")
        try await bench.write(
            "INSERT INTO global_variable (account, name, value, created_at) VALUES (1, 'brand', 'ACME', 0)")
        var draft = LaunchBench.draft(to: "person1@example1.com", "b@example.com")
        draft.people[0].values = ["order": "<17>"]
        draft.people.append(MailDraft.Person(.cc, "cc@shop.example"))
        draft.subject = "{{first_name|friend}} {{order}}"
        draft.text = ""
        draft.html = "{{brand}} {{order|none}}"
        draft.copiesWithEach = true
        draft.keepsArchive = true
        let tenant = try await bench.tenant()
        let receipt = try await tenant.send(draft)
        try await bench.run(bench.engine())
        let ann = try MailReader(
            #require(try await tenant.archived(batch: receipt.batch, address: "person1@example1.com")))
        #expect(ann["To"] == "Ann <person1@example1.com>")
        #expect(ann["Cc"] == "cc@shop.example")
        #expect(ann["Subject"] == "Ann <17>")
        #expect(try ann.parts.map { try $0.text } == ["ACME <17>\r\n", "ACME &lt;17&gt;"])
        let other = try MailReader(
            #require(try await tenant.archived(batch: receipt.batch, address: "b@example.com")))
        #expect(other["Subject"] == "friend")
        #expect(try other.parts[1].text == "ACME none")
        let copies = try await bench.store.read { db in
            try String.fetchAll(
                db, "SELECT hex(sha256) FROM archive JOIN delivery ON id = delivery WHERE role = 1")
        }
        #expect(Set(copies).count == 2)
    }

    @Test func `a raw message goes out as it is`() async throws {
        let bench = try await Self.bench()
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.raw = Array("Subject: x\nX-A: {{b}}\n\nHello\n".utf8)
        draft.keepsArchive = true
        let tenant = try await bench.tenant()
        let receipt = try await tenant.send(draft)
        try await bench.run(bench.engine())
        let bytes = try await tenant.archived(batch: receipt.batch, address: "a@example.com")
        #expect(bytes == Array("Subject: x\r\nX-A: {{b}}\r\n\r\nHello\r\n".utf8))
    }

    @Test func `the board shows an archived message by its batch and by its event`() async throws {
        let bench = try await Self.bench()
        var draft = LaunchBench.draft(to: "a@example.com")
        draft.keepsArchive = true
        let receipt = try await bench.tenant().send(draft)
        try await bench.run(bench.engine())
        let batches = BatchKind(context: bench.context).operations()
        let batch = try #require(try await batches.find?(receipt.batch))
        #expect(batch.trace.count == 1)
        #expect(batch.trace[0].plainText.contains("a@example.com"))
        let action = try #require(batches.actions.first { $0.name == "archived-text" })
        let shown = try await action.perform([batch.id], FormValues(["email": "a@example.com"]))
        #expect(shown.findings.contains("Subject: Hello"))
        let missing = await failure {
            try await action.perform([batch.id], FormValues(["email": "b@example.com"]))
        }
        #expect(missing?.code == .notFound)
        let event = try #require(try await bench.text("SELECT id FROM event WHERE kind = 2"))
        let found = try await ActivityKind(context: bench.context).operations().find?(event)
        #expect(found?.archivedText.hasSuffix("\r\nOne line\r\n") == true)
    }
}
