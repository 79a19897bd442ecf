import Foundation
import ServiceCore
import Testing

@testable import Platform

/// What why says of the way that a message takes: its account, its sender, its SMTP user.
@Suite struct TraceWayTests {
    let people: PeopleFixture

    init() async throws {
        people = try await PeopleFixture()
        try await people.approveSender()
    }

    @Test func `what holds for one sender or SMTP user alone is told as depending on it`() async throws {
        try await people.contact()
        try await people.write(
            "INSERT INTO sender (account, address, status, created_at) VALUES (1, 'old@shop.example', 'pending', 0)"
        )
        try await people.write(
            """
            INSERT INTO smtp_user (account, name, status, hourly_limit, total_limit, used_total, created_at)
            VALUES (1, 'smtp70001', 'enabled', 9, 9, 1, 0), (1, 'smtp70002', 'disabled', 0, 0, 0, 0),
                (1, 'smtp70003', 'enabled', 0, 500, 500, 0), (1, 'smtp70004', 'enabled', 5, 0, 0, 0)
            """)
        let hour = people.fixture.clock.now.hourNumber
        try await people.write(
            "INSERT INTO smtp_user_hour (smtp_user, hour, used, reserved) VALUES (4, \(hour), 3, 2)")
        let verdict = try await people.verdict()
        #expect(verdict.outcome == .depends)
        #expect(
            verdict.depends.map(\.note.plainText) == [
                "if sent from old@shop.example: sender not approved",
                "if sent as smtp70002: disabled (SMTP user smtp70002 is disabled)",
                "if sent as smtp70003: exhausted (the total limit 500 of SMTP user smtp70003 is reached)",
                "if sent as smtp70004: limited (limit 5/hour of SMTP user smtp70004) until 2026-02-02T03:00:00Z",
            ])
    }

    @Test func `an account at its cap waits for the next month`() async throws {
        try await people.contact()
        let month = people.fixture.clock.now.monthNumber
        try await people.write(
            "UPDATE account SET email_cap = 10, email_month = \(month), email_month_sent = 10")
        let verdict = try await people.verdict()
        #expect(verdict.outcome == .waits)
        #expect(verdict.wait?.rule == "the account's monthly e-mail cap is reached")
        #expect(verdict.wait?.until.formatted(.iso8601) == "2026-03-01T00:00:00Z")
        #expect(verdict.stop == nil)
    }

    @Test(arguments: [
        ("is_active", "the account is disabled"), ("is_verified", "the account is not verified"),
    ])
    func `an account that may not send stops it, and what to do is said`(_ column: String, _ words: String)
        async throws
    {
        try await people.contact()
        try await people.write("UPDATE account SET \(column) = 0")
        let stop = try #require(try await people.verdict().stop)
        #expect(stop.rule == words)
        #expect(stop.remedy == nil && !stop.advice.isEmpty)
    }

    @Test func `more SMTP users than can be read are counted`() async throws {
        try await people.contact()
        try await people.write(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25)
            INSERT INTO smtp_user (account, name, status, hourly_limit, total_limit, created_at)
            SELECT 1, 'smtp' || (70000 + i), 'disabled', 0, 0, 0 FROM n
            """)
        let depends = try await people.verdict().depends
        #expect(depends.count == 21)
        #expect(depends.last?.condition == "sent by one of 5 more SMTP users that are held")
    }
}
