import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// The long size: `SENDBOARD_LONG=100000 swift test -c release --filter LaunchSpeedTests`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SENDBOARD_LONG"] != nil))
struct LaunchSpeedTests {
    private let size = Int(ProcessInfo.processInfo.environment["SENDBOARD_LONG"] ?? "") ?? 100_000

    @Test func `a large launch is prepared, sent and answered at some thousands a second`() async throws {
        let bench = try await LaunchBench()
        let account = bench.account
        let size = size
        try await bench.store.write { db in
            try db.execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(size))
                INSERT INTO contact (account, numid, email, created_at, updated_at)
                SELECT \(account), i, 'person' || i || '@example' || (i % 50) || '.com', 0, 0 FROM n
                """)
        }
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let engine = try await bench.engine()
        let start = ContinuousClock.now
        let first = try await engine.step()
        let firstChunk = ContinuousClock.now - start
        try await engine.submit(first)
        try await bench.run(engine)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try await Reconciler(bench: bench).check(campaign)
        let snapshot = try await timedSnapshot(bench, campaign)
        let rate = Double(size) / seconds
        #expect(rate > 1_000, "\(Int(rate)) messages a second")
        #expect(snapshot < .milliseconds(50))
        // Told in the test's output, where it is wanted.
        withKnownIssue("measured") {
            Issue.record("\(Int(rate)) messages/s, first chunk \(firstChunk), a watch snapshot \(snapshot)")
        }
    }

    private func timedSnapshot(_ bench: LaunchBench, _ campaign: Int64) async throws -> Duration {
        let start = ContinuousClock.now
        _ = try await bench.store.read { db in
            let queries = CampaignQueries(connection: "embedded", vault: bench.store.vault)
            let row = try queries.table.find(String(campaign), in: db)!  // made above
            return try ProgressQueries(connection: "embedded", id: campaign, db: db)
                .progress(of: row, transport: "sandbox", at: Date())
        }
        return ContinuousClock.now - start
    }
}
