import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Who was erased is known by a keyed hash alone, and is not sent to.
@Suite struct StayingSuppressedTests {
    private let bench: LaunchBench
    private static let person = "person1@example1.com"

    init() async throws {
        bench = try await LaunchBench(contacts: 2, options: .immediate(rates: .silent))
        try await bench.erase(Self.person)
    }

    @Test func `a single message to the address is not sent, whatever its spelling`() async throws {
        let receipt = try await bench.tenant().send(
            LaunchBench.draft(to: "Person1@Example1.com", "x@example.com"))
        _ = try await bench.engine().drain()
        #expect(
            try await bench.rows(receipt.batch) == [
                "0 person1@example1.com 7 suppressed: erased", "0 x@example.com 5 ",
            ])
    }

    @Test func `a launch leaves out who came back behind the rules`() async throws {
        let account = bench.account
        try await bench.store.write { db in
            _ = try StoreFixture.contact(db, account: account, numid: 9, email: Self.person)
        }
        let shown = try await bench.text("SELECT is_suppressed FROM contact WHERE email = ?", [Self.person])
        #expect(shown == "1")
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try await bench.parts(campaign)[.notSent] == 1)
        #expect(try await bench.text("SELECT reason FROM delivery WHERE state = 7") == "suppressed: erased")
        try await Reconciler(bench: bench).check(campaign)
    }

    @Test func `why says so, and that the entry holds for all accounts`() async throws {
        let trace = try await PersonTracing(context: bench.context).trace(Self.person)
        let verdict = try #require(trace.verdicts.first)
        #expect(verdict.stop?.rule == "suppressed: erased")
        #expect(verdict.stop?.remedyKind == .suppression)
        #expect(trace.events.isEmpty)
    }

    @Test func `a contact of the address is taken by no form and no API`() async throws {
        let contacts = ContactKind(context: bench.context).operations()
        let values = FormValues(["account": "ops@shop.example", "email": Self.person])
        let form = await failure { try await contacts.create?.submit(nil, values) }
        #expect(form?.code == .refused && form?.field == "email")
        #expect(form?.message.contains("stays suppressed") == true)
        let api = await failure {
            try await bench.tenant().saveContact(ContactChange("PERSON1@example1.com"))
        }
        #expect(api?.code == .refused)
        let other = try #require(try await contacts.find?("person2@example2.com"))
        let renamed = await failure {
            try await contacts.update?.submit(other, FormValues(["email": Self.person]))
        }
        #expect(renamed?.code == .refused)
    }

    @Test func `lifting the entry is the decision that lets the person come back`() async throws {
        let kinds = bench.context.peopleKinds()
        let suppressions = try #require(kinds.first { $0.schema.kind == .suppression })
        let entry = try #require(try await suppressions.operations.find?(Self.person))
        #expect(entry["address"].plainText.hasPrefix("#"))
        #expect(entry["reason"].plainText == "erased")
        let allow = try #require(suppressions.action("allow"))
        let silent = await failure { try await allow.perform([entry.id], FormValues([:])) }
        #expect(silent?.code == .invalid)
        _ = try await allow.perform([entry.id], FormValues(["reason": "asked for it by letter"]))
        let values = FormValues(["account": "ops@shop.example", "email": Self.person])
        let made = try await ContactKind(context: bench.context).operations().create?.submit(nil, values)
        #expect(made?.rows.first?["state"].plainText == "active")
        #expect(try await bench.kept(of: Self.person).erased == nil)
    }

    @Test func `another key file knows nobody of them`() async throws {
        let vault = Vault(key: [UInt8](repeating: 7, count: 32))
        let (own, other) = (ErasedKey(of: Self.person, bench.store.vault), ErasedKey(of: Self.person, vault))
        #expect(own != other)
        #expect(own.text.count == 33 && own.alias.hasPrefix("erased-"))
        #expect(ErasedKey.isAlias(own.alias) && !ErasedKey.isAlias("erased-1@example.com"))
    }
}
