import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct BounceReportsUpgradeTests {
    private func kept(_ opened: OpenedDirectory) async throws -> [BounceReport] {
        try await opened.store.read { db in
            try IDWalk(table: KeptReports.walk("embedded"), filter: .all).page(ListRequest(), in: db).items
        }
    }

    @Test func `an older file has a place for what could not be read, and nothing in it`() async throws {
        #expect(try await kept(try OldDirectory("").open()) == [])
    }

    @Test func `what was kept without its text stays, as what could not be read`() async throws {
        let old = try OldDirectory(
            """
            \(KeptReports.create)
            INSERT INTO grdb_migrations VALUES ('\(KeptReports.migration)');
            INSERT INTO unclassified_report (at, why, sender, recipient, subject, bytes, digest)
            VALUES (5000, 'it is no report', 'a@b.example', 'b@shop.example', 'Hello', 7, x'01');
            """)
        let kept = try await kept(try old.open())
        let report = try #require(kept.first)
        #expect(kept.count == 1)
        #expect(report.outcome == .unclassified && report.subject == "Hello" && report.text.isEmpty)
        #expect(report.time == .init(timeIntervalSince1970: 5) && report.why == "it is no report")
    }
}
