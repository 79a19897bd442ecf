import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantPeopleTests {
    private let desk: TwoTenants

    init() async throws {
        desk = try await TwoTenants(face: "dyn", mine: "one@shop.example", other: "other@shop.example")
    }

    private func addresses(_ tenant: Tenant, _ span: TimeSpan = TimeSpan()) async throws -> [String] {
        try await tenant.suppressions(span, from: 0, limit: 10).map(\.address)
    }

    @Test func `suppressing and lifting tell the contact, the trail and the board`() async throws {
        try await desk.write(
            "INSERT INTO contact (account, numid, email, created_at, updated_at) VALUES (?, 1, 'a@x.com', 0, 0)",
            [desk.mine.id])
        try await desk.mine.suppress(["a@x.com", "b@x.com"])
        let row = try await desk.fixture.find(.contact, "a@x.com")
        #expect(row["state"].plainText == "suppressed")
        try await desk.mine.liftSuppressions(of: ["a@x.com", "c@x.com"], because: "activated")
        #expect(try await desk.fixture.find(.contact, "a@x.com")["state"].plainText == "active")
        #expect(
            try await desk.fixture.audited() == ["allow a@x.com", "create b@x.com", "create a@x.com"])
        let lifted = try await desk.read { db in
            try String.fetchAll(
                db, "SELECT lifted_by || ': ' || lifted_why FROM suppression WHERE lifted_at > 0")
        }
        #expect(lifted == ["one@shop.example@dyn: activated"])
        let kinds = try await desk.read { db in
            try Int.fetchAll(db, "SELECT kind FROM event ORDER BY id").map {
                EventKind(number: $0)
            }
        }
        #expect(kinds == [.suppressed, .suppressed, .allowed])
    }

    @Test func `an account lists and lifts its own e-mail entries alone`() async throws {
        try await desk.mine.suppress(["a@x.com"])
        try await desk.other.suppress(["a@x.com", "b@x.com"])
        try await desk.write(
            """
            INSERT INTO suppression (account, channel, address, reason, at)
            VALUES (?, 'sms', '+34600123456', 'manual', 0), (NULL, 'email', 'all@x.com', 'manual', 0)
            """, [desk.mine.id])
        try await desk.mine.liftSuppressions(of: ["a@x.com", "b@x.com", "all@x.com"], because: "")
        #expect(try await addresses(desk.mine).isEmpty)
        #expect(try await Set(addresses(desk.other)) == ["a@x.com", "b@x.com"])
        #expect(try await desk.mine.suppressionCount(TimeSpan()) == 0)
        #expect(try await desk.mine.recipients(["all@x.com"])[0].isSuppressed)
    }

    @Test func `a span holds its start and not its end, to the millisecond`() async throws {
        try await desk.mine.suppress(["a@x.com"])
        let now = desk.fixture.clock.now
        let span = { (start: Double, end: Double) in
            TimeSpan(start: now.addingTimeInterval(start), end: now.addingTimeInterval(end))
        }
        #expect(try await addresses(desk.mine, span(0, 0.001)) == ["a@x.com"])
        #expect(try await addresses(desk.mine, span(0.000_5, 1)).isEmpty)
        #expect(try await addresses(desk.mine, span(-1, 0)).isEmpty)
        #expect(try await addresses(desk.mine, span(1, -1)).isEmpty)
        #expect(try await desk.mine.suppressionCount(span(-1, 0.000_5)) == 1)
    }

    @Test func `the list and the count read their index alone and sort nothing`() async throws {
        for sql in [SuppressionList.page, SuppressionList.count] {
            let ones = [Int](repeating: 1, count: sql.count { $0 == "?" })
            let plan = try await desk.read { db in try db.plan(SQL(text: sql, ones)) }
            #expect(plan.contains("USING COVERING INDEX suppression_listed"))
            #expect(!plan.contains("TEMP B-TREE"))
        }
    }

    @Test func `activating makes a recipient active, marks its contact and leaves a trace`() async throws {
        try await desk.write(
            "INSERT INTO contact (account, numid, email, created_at, updated_at) VALUES (?, 1, 'a@x.com', 0, 0)",
            [desk.mine.id])
        try await desk.write(
            "INSERT INTO recipient (account, address, status, why, changed_at) VALUES (?, 'a@x.com', 'inactive', 'bounce', 0)",
            [desk.mine.id])
        #expect(try await desk.fixture.find(.contact, "a@x.com")["state"].plainText == "inactive")
        try await desk.mine.activateRecipients(["a@x.com", "b@x.com"])
        try await desk.mine.activateRecipients(["a@x.com"])
        #expect(try await desk.fixture.find(.contact, "a@x.com")["state"].plainText == "active")
        #expect(try await desk.fixture.audited() == ["activate b@x.com", "activate a@x.com"])
        #expect(try await desk.mine.recipients(["b@x.com", "c@x.com"]).map(\.isActive) == [true, false])
        #expect(try await desk.other.recipients(["b@x.com"]).map(\.isActive) == [false])
    }
}
