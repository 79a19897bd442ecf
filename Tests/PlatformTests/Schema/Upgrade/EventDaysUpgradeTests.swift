import Foundation
import Store
import Testing

@testable import Platform

@Suite struct EventDaysUpgradeTests {
    @Test func `what happened to the messages of an older file is counted by the day`() async throws {
        let opened = try OldDirectory(
            """
            INSERT INTO event (account, kind, at, delivery, campaign, source) VALUES
            (1, 2, 86400000, 1, 7, 'sandbox'), (1, 2, 172799999, 2, 7, 'sandbox'), (1, 2, 172800000, 3, 7, 'sandbox'),
            (1, 10, 172800000, 1, 7, 'sandbox'), (1, 3, 5, 4, NULL, 'sandbox');
            INSERT INTO event (account, kind, at, contact, source) VALUES (1, 17, 5, 1, 'board');
            INSERT INTO event_day (account, campaign, kind, day, n) VALUES (1, 7, 2, 1, 99);
            """
        ).open()
        #expect(
            try await opened.texts(
                """
                SELECT campaign || ' ' || kind || ' ' || day || ' ' || n FROM event_day
                ORDER BY campaign, kind, day
                """) == ["0 3 0 1", "7 2 1 2", "7 2 2 1", "7 10 2 1"])
    }
}
