import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Compares a launch's rows, counters, events and tallies with one another and with the sandbox's own record.
struct Reconciler: StoreBench {
    let store: PlatformStore

    init(bench: LaunchBench) { store = bench.store }

    init(store: PlatformStore) { self.store = store }

    /// Fails for every sum that is not exact and every message that was taken twice or not at all.
    func check(_ campaign: Int64, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await sums(campaign, sourceLocation: sourceLocation)
        try await checkRecord(campaign, sourceLocation)
    }

    /// The books alone, which hold at every moment, in the middle of a batch too.
    func sums(_ campaign: Int64, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let rows = try await states(campaign)
        let counted = try await store.read { db in try CampaignState.parts(of: campaign, in: db) }
        for part in DeliveryState.allCases {
            let inRows = rows.filter { $0.key.part == part }.reduce(0) { $0 + $1.value }
            #expect(inRows == counted[part], "\(part)", sourceLocation: sourceLocation)
        }
        let audience = try await number(
            "SELECT coalesce(audience_count, 0) FROM campaign WHERE id = ?", [campaign])
        #expect(rows.values.reduce(0, +) == audience, "audience", sourceLocation: sourceLocation)
        #expect(counted.values.reduce(0, +) == audience, "sum of parts", sourceLocation: sourceLocation)
        let terminal = rows.filter { $0.key.isTerminal }.values.reduce(0, +)
        let kept = try await number("SELECT terminal_count FROM campaign WHERE id = ?", [campaign])
        #expect(terminal == kept, "terminal count", sourceLocation: sourceLocation)
        try await checkEvents(campaign, terminal, sourceLocation)
        try await checkTallies(campaign, rows, sourceLocation)
    }

    private func states(_ campaign: Int64) async throws -> [StoredDeliveryState: Int] {
        let rows = try await store.read { db in
            try SQLRow.fetchAll(
                db, "SELECT state, count(*) FROM delivery WHERE lane = \(campaign) GROUP BY state"
            ).map { ($0[0] as Int, $0[1] as Int) }
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { (StoredDeliveryState(rawValue: $0.0) ?? .unknown, $0.1) })
    }

    /// One terminal event per row that has ended, and each event counted.
    private func checkEvents(_ campaign: Int64, _ terminal: Int, _ location: SourceLocation) async throws {
        let ends = try await number(
            "SELECT count(*) FROM event WHERE campaign = ? AND \(Predicate.eventTerminal)", [campaign])
        #expect(ends == terminal, "terminal events", sourceLocation: location)
        let miscounted = try await number(
            """
            SELECT count(*) FROM (SELECT kind, count(*) AS n FROM event WHERE campaign = ?1 GROUP BY kind) AS e
            LEFT JOIN counter c ON c.campaign = ?1 AND c.kind = e.kind WHERE c.n IS NOT e.n
            """, [campaign])
        #expect(miscounted == 0, "event counters", sourceLocation: location)
        try await checkDays(campaign, location)
    }

    /// Each event counted on its day.
    private func checkDays(_ campaign: Int64, _ location: SourceLocation) async throws {
        let miscounted = try await number(
            """
            SELECT count(*) FROM (SELECT kind, at / 86400000 AS day, count(*) AS n FROM event
            WHERE campaign = ?1 GROUP BY kind, day) AS e
            LEFT JOIN event_day d ON d.campaign = ?1 AND d.kind = e.kind AND d.day = e.day WHERE d.n IS NOT e.n
            """, [campaign])
        let counted = try await number(
            "SELECT coalesce(sum(n), 0) FROM event_day WHERE campaign = ?", [campaign])
        let events = try await number("SELECT count(*) FROM event WHERE campaign = ?", [campaign])
        #expect(miscounted == 0 && counted == events, "events by the day", sourceLocation: location)
    }

    private func checkTallies(
        _ campaign: Int64, _ rows: [StoredDeliveryState: Int], _ location: SourceLocation
    ) async throws {
        let reasons = try await number(
            "SELECT coalesce(sum(n), 0) FROM campaign_tally WHERE campaign = ? AND kind = 1", [campaign])
        let notSent = rows.filter { $0.key.part == .notSent }.values.reduce(0, +)
        #expect(reasons == notSent, "reasons", sourceLocation: location)
        let accepted = try await number(
            "SELECT coalesce(sum(accepted), 0) FROM campaign_domain WHERE campaign = ?", [campaign])
        let taken = [StoredDeliveryState.accepted, .delivered, .bounced].reduce(0) { $0 + (rows[$1] ?? 0) }
        #expect(accepted == taken, "domains", sourceLocation: location)
    }

    /// The sandbox took each accepted message once, and nothing that the books do not know.
    private func checkRecord(_ campaign: Int64, _ location: SourceLocation) async throws {
        let ids = try await store.read { db in
            try SQLRow.fetchAll(db, "SELECT id, state FROM delivery WHERE lane = \(campaign)").map {
                ($0[0] as Int64, $0[1] as Int)
            }
        }
        let known = Set(ids.map(\.0))
        let taken = try SandboxRecord(in: store.directory).entries().map(\.delivery).filter {
            known.contains($0)
        }
        #expect(Set(taken).count == taken.count, "taken twice", sourceLocation: location)
        let accepted = Set(ids.filter { [5, 10, 11].contains($0.1) }.map(\.0))
        let unknown = Set(ids.filter { $0.1 == 4 }.map(\.0))
        #expect(accepted.isSubset(of: taken), "accepted but not taken", sourceLocation: location)
        #expect(
            Set(taken).subtracting(unknown) == accepted, "taken but not accepted", sourceLocation: location)
    }
}
