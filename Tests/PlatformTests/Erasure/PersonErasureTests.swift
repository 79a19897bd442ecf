import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A person erased from the embedded platform: what goes, what stays, and what is never sent.
@Suite struct PersonErasureTests {
    private static let person = "person5@example5.com"

    /// A launch of 40, held by a limit after three.
    private func held() async throws -> (LaunchBench, Int64) {
        let bench = try await LaunchBench(contacts: 40, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign(smtpUser: try await bench.addSMTPUser(hourly: 3))
        try await bench.launch(campaign)
        _ = try await bench.engine().drain()
        #expect(try await bench.parts(campaign)[.accepted] == 3)
        return (bench, campaign)
    }

    @Test func `X12: who waits in a launch is cancelled and never sent to, and every sum is exact`()
        async throws
    {
        let (bench, campaign) = try await held()
        let part = try await bench.erase(Self.person)
        #expect(part.found.contains { $0.what == "messages waiting" && $0.count == 1 })
        #expect(part.isWhole)
        try await Reconciler(bench: bench).sums(campaign)
        try await bench.write("UPDATE smtp_user SET hourly_limit = 0")
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.state(campaign) == "finished")
        #expect(try await bench.parts(campaign)[.accepted] == 39)
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        let taken = try SandboxRecord(in: bench.store.directory).entries().map(\.address)
        #expect(taken.count == 39 && !taken.contains(Self.person))
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `no file of the data directory holds the address afterwards`() async throws {
        let bench = try await LaunchBench(contacts: 40, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let tenant = try await bench.tenant()
        var draft = LaunchBench.draft(to: Self.person)
        draft.subject = "Dear \(Self.person)"
        draft.keepsArchive = true
        _ = try await tenant.send(draft)
        try await bench.suppress("other@example.com")
        try await bench.suppress(Self.person)
        try await bench.write("DELETE FROM suppression WHERE address = ?", [Self.person])
        _ = try await tenant.send(LaunchBench.draft(to: Self.person, "person6@example6.com"))
        _ = try await bench.engine(epoch: 2).drain()
        let contact = try await bench.number("SELECT id FROM contact WHERE email = ?", [Self.person])
        let contacts = ContactKind(context: bench.context).operations()
        let row = try #require(try await contacts.find?(String(contact)))
        _ = try await contacts.update?.submit(row, FormValues(["last_name": "Quetzalcoatl"]))
        #expect(try bench.files(holding: Self.person).isEmpty == false)
        let part = try await bench.erase(Self.person)
        #expect(part.stays == ["The text of 1 message to others as well stays for them."])
        #expect(try bench.files(holding: Self.person) == [])
        #expect(try bench.files(holding: "Quetzalcoatl") == [])
        #expect(try await bench.kept(of: Self.person).words == "nothing")
        #expect(try await bench.number("SELECT count(*) FROM contact") == 39)
    }

    @Test func `while a launch is under way the file is written anew after its end`() async throws {
        let (bench, campaign) = try await held()
        let part = try await bench.erase(Self.person)
        #expect(part.stays == ["The database file is written anew once no launch is under way."])
        try await bench.write("UPDATE smtp_user SET hourly_limit = 0")
        try await bench.run(bench.engine(epoch: 2))
        #expect(try await bench.state(campaign) == "finished")
        #expect(await bench.context.finishWiping() == [])
        #expect(try bench.files(holding: Self.person) == [])
    }

    @Test func `archived bytes are overwritten, and those of others stay`() async throws {
        let bench = try await LaunchBench(contacts: 2, options: .immediate(rates: .silent))
        let tenant = try await bench.tenant()
        var draft = LaunchBench.draft(to: "person1@example1.com", "person2@example2.com")
        draft.keepsArchive = true
        draft.copiesWithEach = true
        let receipt = try await tenant.send(draft)
        _ = try await bench.engine().drain()
        let place = try #require(
            try await bench.store.read { db in
                try ArchiveQueries.find(batch: receipt.batch, address: "person1@example1.com", in: db)?.place
            })
        try await bench.erase("person1@example1.com")
        let segment = ArchiveFolder(bench.store.directory).segment(place.segment)
        let bytes = try Data(contentsOf: segment)[place.offset..<(place.offset + place.length)]
        #expect(bytes.allSatisfy { $0 == 0 })
        #expect(try await tenant.archived(batch: receipt.batch, address: "person2@example2.com") != nil)
        let left = "SELECT count(*) FROM meta WHERE key IN ('archive_leftovers', 'wipes_file')"
        #expect(try await bench.number(left) == 0)
    }

    @Test func `what the trail says of the person is gone and its chain holds`() async throws {
        let bench = try await LaunchBench(contacts: 3)
        let contacts = ContactKind(context: bench.context).operations()
        for name in ["Ixchel", "Nahuatl"] {
            let row = try #require(try await contacts.find?("person1@example1.com"))
            _ = try await contacts.update?.submit(row, FormValues(["first_name": name]))
        }
        let other = try #require(try await contacts.find?("person2@example2.com"))
        _ = try await contacts.update?.submit(other, FormValues(["first_name": "Chaac"]))
        try await bench.erase("person1@example1.com")
        let finding = try await bench.chain()
        #expect(finding.broken == nil && finding.erased == 2)
        let words = try await bench.text(
            "SELECT group_concat(action || coalesce(before, '') || coalesce(after, '') || title) FROM audit")
        let told = try #require(words)
        #expect(!told.contains("Ixchel") && !told.contains("person1") && told.contains("Chaac"))
        #expect(told.contains("erased-"))
        try await bench.write("UPDATE audit SET who = 'lee' WHERE id = 1")
        #expect(try await bench.chain().broken?.id == 1)
    }

    @Test func `words that went without an erasure break the chain`() async throws {
        let bench = try await LaunchBench(contacts: 1)
        let contacts = ContactKind(context: bench.context).operations()
        let row = try #require(try await contacts.find?("person1@example1.com"))
        _ = try await contacts.update?.submit(row, FormValues(["first_name": "Ixchel"]))
        try await bench.write("UPDATE audit SET after = NULL, salt = NULL, erased_by = 1 WHERE id = 1")
        #expect(try await bench.chain().broken?.id == 1)
    }

    @Test func `an erasure that is refused changes nothing`() async throws {
        let (bench, campaign) = try await held()
        try await bench.hold(Self.person, "a lawsuit")
        let before = try await bench.kept(of: Self.person)
        let error = await failure { try await bench.erase(Self.person) }
        #expect(error?.code == .refused)
        #expect(error?.message.contains("held by kim@console since") == true)
        #expect(try await bench.kept(of: Self.person).parts == before.parts)
        #expect(try await bench.parts(campaign)[.notSent] == 0)
    }

    @Test func `what a number shares with another contact is told and stays`() async throws {
        let bench = try await LaunchBench(contacts: 2)
        let other = try await bench.store.write { db in
            let other = try StoreFixture.account(db, username: "b@b.example")
            try StoreFixture.contact(db, account: other, numid: 1, email: "else@example.com")
            return other
        }
        try await bench.write(
            "UPDATE contact SET phone = '+4915123456789' WHERE id = 1 OR account = ?", [other])
        let part = try await bench.erase("person1@example1.com")
        #expect(part.stays.first == "+4915123456789 is another contact’s too: what went to it stays.")
        #expect(try await bench.number("SELECT count(*) FROM contact WHERE phone IS NOT NULL") == 1)
        #expect(try await bench.kept(of: "+4915123456789").erased == nil)
    }
}
