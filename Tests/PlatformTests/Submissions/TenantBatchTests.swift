import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantBatchTests {
    private static let eeid = "9f0c2c1e-5b7a-4d0e-9c57-0a8f6f1f2b11"

    @Test func `a batch of mail is found by its id in its own account alone`() async throws {
        let desk = try await TwoTenants()
        let row = try await desk.batch(desk.mine, uuid: Self.eeid)
        _ = try await desk.batch(desk.mine, .sms, uuid: "sms")
        #expect(try await desk.mine.batch(Self.eeid.uppercased())?.id == row)
        #expect(try await desk.mine.batch(Self.eeid)?.isArchived == true)
        #expect(try await desk.other.batch(Self.eeid) == nil)
        #expect(try await desk.mine.batch("sms") == nil)
    }

    @Test func `its events are read in portions, in the order in which they were written`() async throws {
        let desk = try await TwoTenants()
        let row = try await desk.batch(desk.mine, uuid: Self.eeid)
        for (seconds, kind) in [(5.0, EventKind.accepted), (4, .queued), (3, .open), (9, .click)] {
            try await desk.event(kind, desk.mine, at: seconds, batch: row)
        }
        try await desk.event(.accepted, desk.mine)
        let batch = try #require(try await desk.mine.batch(Self.eeid))
        let kinds: [EventKind] = [.accepted, .open, .click]
        let first = try await desk.mine.events(of: batch, after: nil, limit: 2, kinds)
        #expect(first.map(\.kind) == [.accepted, .open])
        let rest = try await desk.mine.events(of: batch, after: first.last, limit: 2, kinds)
        #expect(rest.map(\.kind) == [.click])
        #expect(try await desk.other.events(of: batch, after: nil, limit: 2, kinds).isEmpty)
    }

    @Test func `its trace is read in portions across its submissions`() async throws {
        let desk = try await TwoTenants()
        let row = try await desk.batch(desk.mine, uuid: Self.eeid)
        for subject in ["one", "two"] { try await submit(subject, to: 4, batch: row, desk) }
        let batch = try #require(try await desk.mine.batch(Self.eeid))
        var found: [MailTrace] = []
        while true {
            let portion = try await desk.mine.trace(of: batch, after: found.last, limit: 2)
            found += portion
            if portion.isEmpty { break }
        }
        #expect(found.map(\.subject) == ["one", "one", "one", "two", "two", "two"])
        #expect(found.map(\.address).prefix(3) == ["p1@example.test", "p2@example.test", "p3@example.test"])
        #expect(found.map(\.bytes).prefix(3) == [101, 102, 103])
        #expect(try await desk.other.trace(of: batch, after: nil, limit: 9).isEmpty)
        let plan = try await desk.read { db in
            let place = MailTrace.Place(submission: 0, ordinal: 0)
            return try db.plan(AccountBatches(db: db, account: 1).traceSQL(1, after: place, limit: 1))
        }
        #expect(plan.contains("submission_batch"), "\(plan)")
        #expect(plan.contains("delivery_ordinal (submission=? AND ordinal>?)"), "\(plan)")
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
    }

    private func submit(_ subject: String, to people: Int, batch: Int64, _ desk: TwoTenants) async throws {
        var message = FrozenMessage(from: "shop@shop.example")
        message.subject = subject
        let json = try message.json
        try await desk.fixture.store.write { db in
            let submission = try db.insert(
                into: "submission",
                [("batch", batch), ("source", "dmds"), ("message", json), ("created_at", 0)])
            for number in 1...people {
                let delivery = try db.insert(
                    into: "delivery",
                    [
                        ("submission", submission), ("batch", batch), ("ordinal", number),
                        ("address", "p\(number)@example.test"), ("changed_at", 0),
                    ])
                // Of the last one only the hash is kept.
                let segment = number < people ? 1 : nil
                try db.execute(
                    """
                    INSERT INTO archive (delivery, segment, size, sha256, at)
                    VALUES (\(delivery), \(segment), \(100 + number), x'00', 0)
                    """)
            }
        }
    }
}
