import Store
import Testing

@testable import Platform

@Suite struct MessageIDTests {
    private func names(_ vault: Vault, in store: PlatformStore) async throws -> MessageIDs {
        try await store.read { db in try MessageIDs(vault, in: db) }
    }

    @Test func `a name is the sender's domain's, the same each time, and read as its delivery`() async throws
    {
        let bench = try await LaunchBench()
        let names = try await names(bench.store.vault, in: bench.store)
        let name = names.of(71, from: "news@shop.example")
        #expect(name == names.of(71, from: "other@shop.example"))
        #expect(name.hasPrefix("<") && name.hasSuffix("@shop.example>"))
        #expect(names.delivery(name) == 71)
        #expect(names.delivery(name.dropFirst().dropLast()) == 71)
        #expect(names.delivery(name.uppercased()) == 71)
        #expect(names.of(71, from: "INFO").hasSuffix("@sms.invalid>"))
    }

    @Test func `nobody makes one without the key, nor changes one`() async throws {
        let bench = try await LaunchBench()
        let names = try await names(bench.store.vault, in: bench.store)
        let others = try await self.names(Vault(key: Array(repeating: 1, count: 32)), in: bench.store)
        #expect(names.delivery(others.of(71, from: "news@shop.example")) == nil)
        let name = Array(names.of(71, from: "news@shop.example"))
        for place in 1..<name.count - 14 {
            var changed = name
            changed[place] = changed[place] == "a" ? "b" : "a"
            #expect(names.delivery(String(changed)) == nil)
        }
        // How all were named once: no secret in it.
        #expect(names.delivery("<1z.36924h30ah19r@shop.example>") == nil)
        for wrong in ["", "<>", "@", "<a@b>", "<.@b>", "<1.@b>", "<.1@b>"] {
            #expect(names.delivery(wrong) == nil)
        }
    }
}
