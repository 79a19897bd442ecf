import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct GatewayUpgradeTests {
    @Test func `single texts of an older file wait in a lane of their own, launches where they did`()
        async throws
    {
        let opened = try OldDirectory(
            """
            INSERT INTO batch (id, uuid, account, channel, created_at) VALUES (1, 'a', 1, 'email', 0);
            INSERT INTO batch (id, uuid, account, channel, created_at) VALUES (2, 'b', 1, 'sms', 0);
            INSERT INTO submission (id, batch, source, created_at) VALUES (1, 1, 'board', 0);
            INSERT INTO submission (id, batch, source, created_at) VALUES (2, 2, 'board', 0);
            INSERT INTO delivery (submission, batch, lane, ordinal, address, changed_at)
            VALUES (1, 1, 0, 1, 'a@b.example', 0), (2, 2, 0, 1, '+34600112233', 0),
            (2, 2, 7, 2, '+34600112234', 0);
            """
        ).open()
        let lanes = try await opened.texts("SELECT CAST(lane AS TEXT) FROM delivery ORDER BY id")
        #expect(lanes == ["0", "-1", "7"])
        #expect(SingleLane(rawValue: -1)?.channel == .sms)
    }
}
