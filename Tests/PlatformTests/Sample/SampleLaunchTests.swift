import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// The sample's launches are ones that the engine could have made.
@Suite struct SampleLaunchTests {
    private func control(_ sample: SamplePlatform) throws -> CampaignControl {
        try #require(sample.platform.connection.campaigns)
    }

    @Test func `the first snapshot of every launch sums to its audience`() async throws {
        let sample = try await SamplePlatform.shared.value
        let control = try control(sample)
        var launches = 0
        for campaign in try await sample.campaigns() where !campaign["launched"].isEmpty {
            for await update in control.watch(campaign.id) {
                guard case .progress(let progress) = update else { continue }
                #expect(progress.states.values.reduce(0, +) == progress.audience, "\(campaign.name)")
                let isWritten = progress.campaign.state != .preparing
                #expect((progress.audience ?? 0 > 0) == isWritten, "\(campaign.name)")
                launches += 1
                break
            }
        }
        #expect(launches >= 9)
    }

    @Test func `rows, counters, events, tallies and the sandbox's record agree`() async throws {
        let sample = try await SamplePlatform.shared.value
        let store = sample.platform.context.store
        let ids = try await store.read { db in
            try Int64.fetchAll(db, "SELECT id FROM campaign WHERE launched_at IS NOT NULL")
        }
        for id in ids { try await Reconciler(store: store).check(id) }
    }

    @Test func `events come in the order of time and none lies in the future`() async throws {
        let sample = try await SamplePlatform.shared.value
        let (events, early, newest) = try await sample.platform.context.store.read { db in
            (
                try Int.fetchOne(db, "SELECT count(*) FROM event") ?? 0,
                try Int.fetchOne(
                    db, "SELECT count(*) FROM event e JOIN event n ON n.id = e.id + 1 WHERE n.at < e.at")
                    ?? 0,
                try Int64.fetchOne(db, "SELECT max(at) FROM event") ?? 0
            )
        }
        #expect(events > 3_000)
        #expect(early == 0)
        #expect((0...60_000).contains(SamplePlatform.now.storedTime - newest))
    }

    @Test func `credits are what was granted less what was spent and reserved`() async throws {
        let sample = try await SamplePlatform.shared.value
        let wrong = try await sample.platform.context.store.read { db in
            try String.fetchAll(
                db,
                """
                SELECT username FROM account a WHERE sms_credits <> (SELECT coalesce(sum(delta), 0)
                FROM sms_ledger l WHERE l.account = a.id AND l.kind <> 'spend')
                UNION ALL SELECT title FROM campaign c WHERE state = 'finished' AND channel = 'sms'
                AND (SELECT sum(CASE WHEN kind = 'spend' THEN -delta ELSE delta END) FROM sms_ledger l
                    WHERE l.campaign = c.id) <> 0
                """)
        }
        #expect(wrong.isEmpty)
    }

    @Test func `every draft but the one for an application can be launched as it stands`() async throws {
        let sample = try await SamplePlatform.shared.value
        let control = try control(sample)
        var plans = 0
        for campaign in try await sample.campaigns()
        where campaign["state"].plainText == "draft" && campaign["type"].plainText != "api" {
            let plan = try await control.plan(campaign.id)
            #expect(plan.refusal == nil, "\(campaign.name): \(plan.refusal?.message ?? "")")
            #expect(plan.willSend ?? 0 > 0, "\(campaign.name)")
            plans += 1
        }
        #expect(plans >= 6)
    }

    @Test func `saved filters can be read and choose somebody`() async throws {
        let sample = try await SamplePlatform.shared.value
        let counts = try await sample.platform.context.store.read { db in
            try SQLRow.fetchAll(db, "SELECT account, query FROM saved_filter").map { row in
                try AudienceSpec(kind: .filter, query: row[1]).count(account: row[0], channel: .email, in: db)
            }
        }
        #expect(counts.allSatisfy { $0 > 0 }, "\(counts)")
    }
}
