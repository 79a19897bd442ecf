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

    @Test func `what an older file had queued keeps its name, and what comes later has none like it`()
        async throws
    {
        let opened = try OldDirectory(
            """
            INSERT INTO batch (id, uuid, account, channel, created_at) VALUES (1, 'b', 1, 'email', 0);
            INSERT INTO submission (id, batch, source, created_at) VALUES (1, 1, 'launch', 0);
            INSERT INTO delivery (id, submission, batch, ordinal, address, next_at, changed_at)
            VALUES (70, 1, 1, 0, 'ana@x.example', 1, 0), (71, 1, 1, 1, 'bo@x.example', 1, 0);
            """
        ).open()
        let names = try await names(opened.store.vault, in: opened.store)
        // As the first version wrote it.
        let old = "<1z.36924h30ah19r@shop.example>"
        #expect(names.of(71, from: "news@shop.example") == old)
        #expect(names.delivery(old) == 71)
        let new = names.of(72, from: "news@shop.example")
        #expect(names.delivery(new) == 72)
        #expect(names.delivery("<20.25ydcnswreufu@shop.example>") == nil)
    }
}
