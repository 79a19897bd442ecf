import Foundation
import ServiceCore
import Testing

@testable import Platform

@Suite struct TenantEventTests {
    private static let kinds: [EventKind] = [.accepted, .open, .click, .invalidated]

    private func page(
        _ desk: TwoTenants, _ seconds: ClosedRange<Double>, skipping offset: Int = 0, limit: Int = 100
    ) async throws -> (events: [MailEvent], total: Int) {
        let now = desk.fixture.clock.now
        return try await desk.mine.events(
            from: now.addingTimeInterval(seconds.lowerBound),
            through: now.addingTimeInterval(seconds.upperBound),
            skipping: offset, limit: limit, Self.kinds)
    }

    @Test func `a window is in the order of time and then of writing, whatever the kinds`() async throws {
        let desk = try await TwoTenants()
        for (seconds, kind) in [
            (2.0, EventKind.click), (1, .accepted), (1, .open), (3, .queued), (0, .invalidated),
            (2, .accepted),
        ] { try await desk.event(kind, desk.mine, at: seconds) }
        let all = try await page(desk, 0...9)
        #expect(all.events.map(\.kind) == [.invalidated, .accepted, .open, .click, .accepted])
        #expect(all.total == 5)
        let middle = try await page(desk, 0...9, skipping: 1, limit: 2)
        #expect(middle.events == Array(all.events[1...2]))
        #expect(middle.total == 5)
        #expect(try await page(desk, 0...9, skipping: 5).events.isEmpty)
        #expect(try await page(desk, 0...9, skipping: .max).total == 5)
    }

    @Test func `both ends of the time belong to it`() async throws {
        let desk = try await TwoTenants()
        for seconds in [0.0, 1, 2, 3] { try await desk.event(.accepted, desk.mine, at: seconds) }
        #expect(try await page(desk, 1...2).events.count == 2)
        let now = desk.fixture.clock.now
        #expect(try await desk.mine.eventCount(from: now, through: now, Self.kinds) == 1)
        #expect(
            try await desk.mine.eventCount(from: now, through: now.addingTimeInterval(-1), Self.kinds) == 0)
    }

    @Test func `text messages and other accounts are left out`() async throws {
        let desk = try await TwoTenants()
        let (mail, sms) = (try await desk.batch(desk.mine), try await desk.batch(desk.mine, .sms))
        try await desk.event(.accepted, desk.mine, at: 1, batch: mail)
        try await desk.event(.accepted, desk.mine, at: 2, address: "+34600112233", batch: sms)
        try await desk.event(.invalidated, desk.mine, at: 3)
        try await desk.event(.accepted, desk.other, at: 4)
        let found = try await page(desk, 0...9)
        #expect(found.events.map(\.kind) == [.accepted, .invalidated])
        #expect(found.total == 2)
    }

    @Test func `an event names the address that the message was for`() async throws {
        let desk = try await TwoTenants()
        let kim = try await desk.contact(desk.mine)
        try await desk.event(.open, desk.mine, at: 1, address: nil, contact: kim)
        try await desk.event(.open, desk.mine, at: 2, address: "lee@example.test")
        #expect(
            try await page(desk, 0...9).events.map(\.person) == ["kim@example.test", "lee@example.test"])
    }

    @Test(arguments: [false, true])
    func `windows walk the index without sorting more than themselves`(besidesSMS: Bool) async throws {
        let desk = try await TwoTenants()
        let plan = try await desk.read { db in
            let events = AccountMailEvents(db: db, account: 1, kinds: Self.kinds)
            return try db.plan(events.pageSQL(0...9, besidesSMS: besidesSMS, skipping: 20, limit: 10))
        }
        let walks = plan.components(separatedBy: "event_account (account=? AND kind=? AND at>? AND at<?)")
        #expect(walks.count == Self.kinds.count + 1, "\(plan)")
        // The page itself is put in order once more after its rows are read.
        #expect(plan.components(separatedBy: "TEMP B-TREE").count == 2, "\(plan)")
        let count = try await desk.read { db in
            let events = AccountMailEvents(db: db, account: 1, kinds: Self.kinds)
            return try db.plan(events.countSQL(0...9, besidesSMS: besidesSMS))
        }
        #expect(count.contains("event_account"), "\(count)")
        #expect(count.contains("COVERING INDEX event_account") != besidesSMS, "\(count)")
    }

    @Test func `whether there are text messages is read from an index of channels`() async throws {
        let desk = try await TwoTenants()
        let plan = try await desk.read { db in
            try db.plan(AccountMailEvents(db: db, account: 1, kinds: Self.kinds).smsBatches)
        }
        #expect(plan.contains("COVERING INDEX batch_account (account=? AND channel=?)"))
    }
}
