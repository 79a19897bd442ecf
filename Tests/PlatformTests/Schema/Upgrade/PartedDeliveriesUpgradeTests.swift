import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct PartedDeliveriesUpgradeTests {
    @Test func `an older file keeps what links need of the campaigns that are deleted from now on`()
        async throws
    {
        let opened = try OldDirectory(
            """
            INSERT INTO campaign (id, uuid, account, numid, channel, type, title, created_at, updated_at)
            VALUES (1, 'c', 1, 1, 'email', 'normal', 'Old', 0, 0);
            INSERT INTO batch (id, uuid, account, campaign, channel, created_at) VALUES (1, 'b', 1, 1, 'email', 0);
            INSERT INTO submission (id, batch, source, created_at) VALUES (1, 1, 'launch', 0);
            INSERT INTO link (id, submission, url) VALUES (7, 1, 'https://shop.example/a');
            INSERT INTO delivery (id, submission, batch, lane, ordinal, address, state, changed_at)
            VALUES (1, 1, 1, 1, 1, 'a@x.example', 5, 0), (2, 1, 1, 1, 2, 'b@x.example', 7, 0),
                (3, 1, 1, 1, 3, 'erased-0123456789ab', 5, 0);
            """
        ).open()
        try await opened.store.write { db in
            try CampaignRemoval.clear(1, at: 9, in: db)
            try db.execute("DELETE FROM campaign WHERE id = 1")
        }
        #expect(try await opened.texts("SELECT address FROM parted_delivery") == ["a@x.example"])
        let link = try await opened.store.read { db in try PartedDeliveries.link(7, of: 1, in: db)?.url }
        #expect(link == "https://shop.example/a")
        try await opened.store.write { db in try db.execute("DELETE FROM account") }
        #expect(try await opened.texts("SELECT url FROM parted_link") == [])
    }
}
