import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct OwnRelayUpgradeTests {
    @Test func `an older file names no relay but its own, and its single messages stay in their lane`()
        async throws
    {
        let old = try OldDirectory(
            """
            INSERT INTO sending_domain (account, name, created_at) VALUES (1, 'shop.example', 0);
            INSERT INTO batch (id, uuid, account, channel, created_at) VALUES (1, 'b', 1, 'email', 0);
            INSERT INTO submission (id, batch, source, created_at) VALUES (1, 1, 'board', 0);
            INSERT INTO smtp_user (id, account, name, hourly_limit, total_limit, created_at)
            VALUES (1, 1, 'app', 5, 0, 0);
            INSERT INTO delivery (submission, batch, ordinal, address, smtp_user, next_at, changed_at)
            VALUES (1, 1, 1, 'ana@example.com', 1, 3600000, 0);
            """)
        let opened = try old.open()
        let (relay, lanes) = try await opened.store.read { db in
            (
                try RelayChoice.relay(of: "news@shop.example", account: 1, in: db),
                try Int64.fetchAll(db, "SELECT lane FROM delivery")
            )
        }
        #expect(relay == nil && lanes == [0])
        #expect(try await opened.texts("SELECT bounce_domain FROM sending_domain") == [""])
        // The trigger is there anew.
        try await opened.store.write { db in try db.execute("UPDATE smtp_user SET hourly_limit = 6") }
        #expect(try await opened.texts("SELECT CAST(next_at AS TEXT) FROM delivery") == ["0"])
    }
}
