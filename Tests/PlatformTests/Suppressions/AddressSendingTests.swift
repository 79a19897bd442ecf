import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Messages go to what was written, and not to whom another spelling keeps from them.
@Suite struct AddressSendingTests {
    private static let decomposed = "re\u{301}mi@a.example"
    private static let composed = "r\u{E9}mi@a.example"

    /// Contacts and suppressions as the platform writes them.
    private func bench(_ emails: String..., suppressed: String...) async throws -> LaunchBench {
        let bench = try await LaunchBench(options: .immediate(rates: .silent))
        let account = bench.account
        try await bench.store.write { db in
            let table = ContactTable(connection: "embedded")
            for email in emails {
                let contact = Contact(id: ResourceID("embedded", .contact, ""), account: "", email: email)
                _ = try table.insert(contact, account: account, at: Date(), in: db)
            }
            for address in suppressed {
                let entry = Suppression(
                    id: ResourceID("embedded", .suppression, ""), account: "", address: address,
                    reason: .manual)
                _ = try SuppressionQueries(connection: "embedded").insert(
                    entry, account: account, at: Date(), in: db)
            }
        }
        return bench
    }

    private func sent(_ bench: LaunchBench) throws -> [[UInt8]] {
        try SandboxRecord(in: bench.store.directory).entries().map { Array($0.address.utf8) }
    }

    @Test func `a launch passes over another spelling of a suppressed address`() async throws {
        let bench = try await bench(Self.composed, "Ana.B@Example.TEST", suppressed: Self.decomposed)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try sent(bench) == [Array("Ana.B@Example.TEST".utf8)])
        #expect(
            try await bench.text("SELECT reason FROM delivery WHERE address = ?", [Self.composed])
                == "suppressed: manual")
    }

    @Test func `so does the claim, for who is suppressed meanwhile`() async throws {
        let bench = try await bench()
        let receipt = try await bench.tenant().send(LaunchBench.draft(to: Self.composed, "Kim@a.example"))
        let account = bench.account
        _ = try await bench.store.write { db in
            let entry = Suppression(
                id: ResourceID("embedded", .suppression, ""), account: "", address: Self.decomposed,
                reason: .manual)
            return try SuppressionQueries(connection: "embedded").insert(
                entry, account: account, at: Date(), in: db)
        }
        try await bench.run(bench.engine())
        #expect(receipt.accepted == 2)
        #expect(try sent(bench) == [Array("Kim@a.example".utf8)])
    }

    @Test func `a single message passes over it, and names nobody twice`() async throws {
        let bench = try await bench(suppressed: Self.decomposed)
        let receipt = try await bench.tenant().send(
            LaunchBench.draft(to: Self.composed, "Kim@a.example", "KIM@a.example"))
        #expect(receipt.accepted == 1)
        #expect(receipt.notSent.map(\.reason) == ["suppressed: manual", "duplicate"])
    }

    @Test func `a list names each person once, and sends to the first spelling`() async throws {
        let bench = try await bench()
        let campaign = try await bench.campaign(
            AudienceSpec(
                kind: .list,
                addresses: [
                    Self.decomposed, Self.composed, "Info@München.example", "info@xn--mnchen-3ya.example",
                ]))
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        #expect(try sent(bench) == [Array(Self.decomposed.utf8), Array("Info@München.example".utf8)])
        #expect(try await bench.number("SELECT count(*) FROM delivery WHERE reason = 'duplicate'") == 2)
    }
}
