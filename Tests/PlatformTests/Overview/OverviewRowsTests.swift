import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// Every line of the overview against the list that it opens, on the platform's own tables.
@Suite struct OverviewRowsTests {
    private static let resources: [any Resource.Type] = [
        Account.self, ApprovedSender.self, SMTPUser.self, TrackingDomain.self, Campaign.self,
        SendingDomain.self, Webhook.self, BounceReport.self,
    ]

    @Test func `each line counts exactly the rows that its filter shows`() async throws {
        let bench = try await filled()
        var told: Set<String> = []
        for resource in Self.resources {
            let kind = try #require(MergedKind(resource.kind, of: [bench.platform.connection]))
            let findings = try await kind.findings(resource.concerns, now: bench.clock.now, zone: .utc)
            for finding in findings {
                guard case .rows(let shown, let text) = finding.place else { continue }
                let filter = try kind.parser(now: bench.clock.now, zone: .utc).parse(text)
                let list = try #require(kind.list)
                let page = try await list.page(ListRequest(filter: filter, limit: 1000))
                #expect(shown == resource.kind)
                #expect(page.items.count == finding.count, "\(finding.sentence)")
                #expect(try await list.count?(filter) == finding.count, "\(finding.sentence)")
                told.insert("\(shown.rawValue) \(text)")
            }
        }
        let all = Self.resources.flatMap { resource in
            resource.concerns.map { "\(resource.kind.rawValue) \($0.filter)" }
        }
        #expect(told == Set(all), "a concern that no row of the test has")
    }

    @Test func `campaigns tell who was not reached, and of whom nobody knows`() async throws {
        let bench = try await filled()
        let ended = try await bench.find(.campaign, "ended")
        #expect(ended["not_reached"] == .integer(5) && ended["unknown"] == .integer(2))
        let draft = try await bench.find(.campaign, "missed")
        #expect(draft["not_reached"] == .none)
    }

    @Test func `a launch that waits by a delay tells when it begins`() async throws {
        let bench = try await filled()
        let asked = bench.clock.now
        let delayed = try await bench.find(.campaign, "delayed")
        #expect(delayed["starts"] == .date(asked.addingTimeInterval(7200)))
    }

    @Test func `what an account sent counts for its month alone`() async throws {
        let bench = try await filled()
        let month = bench.clock.now.monthNumber
        #expect(try await bench.find(.account, "near@shop.example")["cap_used"] == .integer(95))
        try await bench.write("UPDATE account SET email_month = \(month - 1)")
        #expect(try await bench.find(.account, "near@shop.example")["cap_used"] == .integer(0))
    }

    @Test func `a webhook tells since when it is behind`() async throws {
        let bench = try await filled()
        let hook = try await bench.find(.webhook, "https://hooks.shop.example/a")
        #expect(hook["untaken_events"] == .integer(2))
        #expect(hook["untaken_since"] == .date(Date(storedTime: 5_000)))
    }

    /// A platform with rows for every concern, and beside each one of which nothing is to be said.
    private func filled() async throws -> TemporaryPlatform {
        let bench = try await TemporaryPlatform()
        for name in ["ops", "near", "full", "off"] { try await bench.account("\(name)@shop.example") }
        let month = bench.clock.now.monthNumber
        try await bench.write(
            """
            UPDATE account SET email_month = \(month), email_cap = 1000, email_month_sent = CASE username
            WHEN 'near@shop.example' THEN 950 WHEN 'full@shop.example' THEN 1000 ELSE 10 END;
            UPDATE account SET is_active = 0 WHERE username = 'off@shop.example';
            \(Self.sending(hour: bench.clock.now.hourNumber))
            \(Self.campaigns(now: bench.clock.now.storedTime))
            INSERT INTO unclassified_report (at, outcome, why, sender, recipient, subject, bytes, digest)
            VALUES (\(bench.clock.now.storedTime - 1000), 'unclassified', '', '', '', '', 1, x'01'),
            (\(bench.clock.now.storedTime - 90_000_000), 'unclassified', '', '', '', '', 1, x'02'),
            (\(bench.clock.now.storedTime - 1000), 'ignored', '', '', '', '', 1, x'03');
            """)
        return bench
    }

    private static func sending(hour: Int) -> String {
        let states = ["wrong", "could not be checked", "unchecked", "right"]
        let records = states.enumerated().map { place, state in
            """
            INSERT INTO sender (account, address, dkim_state, spf_state, checked_at, created_at)
            VALUES (1, 's\(place)@shop.example', '\(state)', 'right', 1000, 0);
            INSERT INTO sending_domain (account, name, dkim_state, spf_state, checked_at, created_at)
            VALUES (1, 'd\(place).example', 'right', '\(state)', 1000, 0);
            INSERT INTO tracking_domain (account, name, cname_state, checked_at, created_at)
            VALUES (1, 't\(place).example', '\(state)', 1000, 0);
            """
        }
        return records.joined() + """
            INSERT INTO smtp_user (id, account, name, hourly_limit, total_limit, used_total, highest_hour, created_at)
            VALUES (1, 1, 'smtp1', 10, 100, 100, \(hour), 0), (2, 1, 'smtp2', 10, 0, 50, \(hour), 0),
            (3, 1, 'smtp3', 10, 100, 5, \(hour), 0);
            INSERT INTO smtp_user_hour (smtp_user, hour, used) VALUES (2, \(hour), 10), (3, \(hour), 1);
            INSERT INTO hook (id, account, webhook_id, url, created_at)
            VALUES (1, 1, '1', 'https://hooks.shop.example/a', 0), (2, 1, '2', 'https://hooks.shop.example/b', 0);
            INSERT INTO hook_out (account, hook, endpoint, url, event, event_at, body, state, created_at)
            VALUES (1, 1, 'e', '', 1, 5000, '', 'untaken', 0), (1, 1, 'e', '', 2, 6000, '', 'untaken', 0),
            (1, 2, 'f', '', 1, 4000, '', 'new', 0);
            """
    }

    private static func campaigns(now: Int64) -> String {
        let rows: [(title: String, state: String, why: String, until: Int64?, delay: Int?)] = [
            ("stopped", "paused", "by kim", nil, nil), ("poor", "waiting credit", "", nil, nil),
            ("missed", "draft", "missed its time 09:00 while nothing ran", now - 3_600_000, nil),
            ("odd", "draft", "it cannot be prepared: the filter is gone", nil, nil),
            ("ended", "finished", "", nil, nil), ("reached", "finished", "", nil, nil),
            ("soon", "scheduled", "", now + 3_600_000, nil),
            ("later", "scheduled", "", now + 90_000_000, nil),
            ("delayed", "scheduled", "", nil, 7200), ("draft", "draft", "", nil, nil),
        ]
        let inserts = rows.enumerated().map { place, row in
            let isEnded = row.state == "finished"
            return """
                INSERT INTO campaign (id, uuid, account, numid, channel, type, title, state, state_why, defer_until,
                defer_by, launched_at, finished_at, created_at, updated_at) VALUES (\(place + 1), 'u\(place)', 1,
                \(place + 1), 'email', 'normal', '\(row.title)', '\(row.state)', '\(row.why)',
                \(row.until.map(String.init) ?? "NULL"), \(row.delay.map(String.init) ?? "NULL"),
                \(isEnded ? "\(now - 2000)" : "NULL"), \(isEnded ? "\(now - 1000)" : "NULL"), 0, 0);
                INSERT INTO batch (uuid, account, campaign, channel, created_at)
                VALUES ('b\(place)', 1, \(place + 1), 'email', \(now));
                """
        }
        return inserts.joined() + """
            INSERT INTO counter (campaign, kind, n) VALUES (5, \(CounterKind.part(.unknown)), 2),
            (5, \(CounterKind.part(.bounced)), 1), (5, \(CounterKind.part(.notSent)), 2),
            (5, \(CounterKind.part(.accepted)), 40), (6, \(CounterKind.part(.accepted)), 40);
            """
    }
}
