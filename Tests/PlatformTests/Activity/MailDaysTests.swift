import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct MailDaysTests {
    private static func day(_ number: Int, _ counts: [(EventKind, Int)], account: Int = 1) -> String {
        counts.map { kind, count in
            """
            INSERT INTO event_day (account, campaign, kind, day, n)
            VALUES (\(account), 0, \(kind.number), \(number), \(count));
            """
        }.joined()
    }

    @Test func `an account's days follow one another, the last is today`() async throws {
        let bench = try await TemporaryPlatform()
        try await bench.account("ops@shop.example")
        let today = bench.clock.now.dayNumber
        try await bench.write(
            Self.day(today, [(.accepted, 90), (.refused, 10), (.bounceSoft, 1), (.bounceHard, 2)])
                + Self.day(today - 29, [(.accepted, 5), (.complaint, 1)])
                + Self.day(today - 30, [(.accepted, 1000)]))
        let ask = try #require(bench.platform.connection.mailDays)
        let days = try await ask()
        #expect(days.map(\.account) == ["ops@shop.example"])
        let own = try #require(days.first?.days)
        #expect(own.count == 30)
        #expect(own.last == MailDays.Day(sent: 100, bounces: 3))
        #expect(own.first == MailDays.Day(sent: 5, complaints: 1))
        #expect(own.dropFirst().dropLast().allSatisfy { $0 == MailDays.Day() })
    }

    @Test func `what came back since yesterday counts exactly the events that its filter shows`()
        async throws
    {
        let bench = try await TemporaryPlatform()
        try await bench.account("ops@shop.example")
        try await bench.account("quiet@shop.example")
        let (now, today) = (bench.clock.now, bench.clock.now.dayNumber)
        let midnight = Int64(today) * 86_400_000
        let events = [midnight, midnight - 86_400_000, midnight - 86_400_001].enumerated().map { place, at in
            (0..<(place + 5)).map { _ in
                "INSERT INTO event (account, kind, at, source) VALUES (1, 10, \(at), 'sandbox');"
            }.joined()
        }
        try await bench.write(
            events.joined()
                + "INSERT INTO event (account, kind, at, source) VALUES (2, 9, \(midnight), 'sandbox');"
                + Self.day(today, [(.accepted, 50), (.bounceHard, 5)])
                + Self.day(today - 1, [(.accepted, 50), (.bounceHard, 6)])
                + Self.day(today - 2, [(.accepted, 1000), (.bounceHard, 7)])
                + Self.day(today, [(.accepted, 20), (.bounceSoft, 1)], account: 2))
        let connection = bench.platform.connection
        let findings = try await connection.shareFindings(now: now, zone: .utc)
        #expect(
            findings.map(\.sentence) == [
                "11 bounces of ops@shop.example, 11.0 % of what it sent and 0.70 % as a rule",
                "12 bounces, 10.0 % of what was sent and 0.70 % as a rule",
            ])
        #expect(findings.map(\.weight) == [.wrong, .note])
        #expect(findings.first?.trend.count == 14 && findings.first?.trend.last == 0.1)
        let kind = try #require(MergedKind(.event, of: [connection]))
        for finding in findings {
            guard case .rows(.event, let text) = finding.place else { continue }
            let filter = try kind.parser(now: now, zone: .utc).parse(text)
            let page = try await kind.list?.page(ListRequest(filter: filter, limit: 100))
            #expect(page?.items.count == finding.count, "\(text)")
        }
    }

    @Test func `single messages and campaigns are counted as they are sent`() async throws {
        let bench = try await LaunchBench(contacts: 20)
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(try await bench.engine())
        let sent = try await bench.number(
            "SELECT sum(n) FROM event_day WHERE campaign = ? AND kind IN (2, 3)", [campaign])
        #expect(sent == 20)
    }
}
