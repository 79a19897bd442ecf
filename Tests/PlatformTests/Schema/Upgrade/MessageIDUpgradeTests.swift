import Store
import Testing

@testable import Platform

@Suite struct MessageIDUpgradeTests {
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
        let names = try await opened.store.read { db in
            try MessageIDs(opened.store.vault, in: db)
        }
        // As the first version wrote it.
        let old = "<1z.36924h30ah19r@shop.example>"
        #expect(names.of(71, from: "news@shop.example") == old)
        #expect(names.delivery(old) == 71)
        let new = names.of(72, from: "news@shop.example")
        #expect(names.delivery(new) == 72)
        #expect(names.delivery("<20.25ydcnswreufu@shop.example>") == nil)
    }
}
