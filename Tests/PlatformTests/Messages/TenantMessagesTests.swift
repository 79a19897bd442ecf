import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct TenantMessagesTests {
    private let fixture: TemporaryPlatform
    private let tenant: Tenant

    init() async throws {
        fixture = try await TemporaryPlatform()
        tenant = try await fixture.tenant("ops@shop.example")
    }

    /// A message under this id with a delivery in each of these states, and what happened to the first.
    private func write(
        _ uniqueID: String, _ states: [StoredDeliveryState], _ events: [(EventKind, Int64)] = [],
        account: Int64? = nil
    ) async throws {
        let account = account ?? tenant.id
        try await fixture.store.write { db in
            var message = FrozenMessage(from: "shop@shop.example")
            message.subject = "Hello"
            let batch = try Batches.insert(account: account, campaign: nil, channel: .email, at: 1000, in: db)
            let submission = try db.insert(
                into: "submission",
                [
                    ("batch", batch), ("source", "sendclean"), ("unique_id", uniqueID),
                    ("message", try message.json), ("created_at", 1000),
                ])
            for (ordinal, state) in states.enumerated() {
                let delivery = try db.insert(
                    into: "delivery",
                    [
                        ("submission", submission), ("batch", batch), ("ordinal", ordinal),
                        ("address", "p\(ordinal)@example.test"), ("state", state.rawValue), ("bytes", 1204),
                        ("changed_at", 1000),
                    ])
                guard ordinal == 0 else { continue }
                for (kind, at) in events {
                    _ = try db.insert(
                        into: "event",
                        [
                            ("account", account), ("kind", kind.number), ("at", at), ("delivery", delivery),
                            ("source", "test"), ("ip", "198.51.100.\(at / 1000)"), ("agent", "Mail/1"),
                        ])
                }
            }
        }
    }

    private func outcomes(_ id: String) async throws -> [MessageFate.Outcome] {
        try await tenant.fates(ofMessage: id, limit: 100).map(\.outcome)
    }

    @Test func `a recipient's fate tells who looked, from where and when`() async throws {
        try await write(
            "m", [.delivered],
            [(.accepted, 2000), (.delivered, 3000), (.open, 4000), (.open, 5000), (.click, 6000)])
        let fate = try #require(try await tenant.fates(ofMessage: "m", limit: 100).first)
        #expect(fate.address == "p0@example.test" && fate.sender == "shop@shop.example")
        #expect(fate.subject == "Hello" && fate.size == 1204 && fate.outcome == .click)
        #expect(fate.time == Date(storedTime: 2000))
        #expect(fate.opens.map(\.ip) == ["198.51.100.4", "198.51.100.5"])
        #expect(
            fate.clicks == [
                MessageFate.Visit(ip: "198.51.100.6", agent: "Mail/1", time: Date(storedTime: 6000))
            ])
    }

    @Test(arguments: [
        (StoredDeliveryState.queued, [EventKind](), MessageFate.Outcome.sent), (.claimed, [], .sent),
        (.unknown, [.unknown], .sent), (.accepted, [.accepted], .sent), (.deferred, [.deferred], .softBounce),
        (.expired, [.expired], .softBounce), (.accepted, [.accepted, .bounceSoft], .softBounce),
        (.delivered, [.accepted, .bounceSoft, .delivered], .delivered), (.refused, [.refused], .hardBounce),
        (.bounced, [.accepted, .bounceHard], .hardBounce),
        (.delivered, [.accepted, .delivered, .open], .open),
        (.delivered, [.accepted, .click, .open], .click),
        (.delivered, [.accepted, .click, .complaint], .complaint),
    ])
    func `the furthest that a message came is its outcome`(
        state: StoredDeliveryState, events: [EventKind], outcome: MessageFate.Outcome
    ) async throws {
        try await write("m", [state], events.map { ($0, 2000) })
        #expect(try await outcomes("m") == [outcome])
    }

    /// Of what is not archived hash and size are kept, so that a copy can be told from another.
    @Test func `the size is that of what went out`() async throws {
        try await write("m", [.accepted])
        try await fixture.store.write { db in
            try db.execute("UPDATE delivery SET bytes = NULL")
            try db.execute(
                "INSERT INTO archive (delivery, size, sha256, at) SELECT id, 987, x'00', 0 FROM delivery")
        }
        #expect(try await tenant.fates(ofMessage: "m", limit: 100).map(\.size) == [987])
    }

    @Test func `who was not sent to is left out`() async throws {
        try await write("m", [.notSent, .queued, .cancelled])
        #expect(try await tenant.fates(ofMessage: "m", limit: 100).map(\.address) == ["p1@example.test"])
    }

    @Test func `messages under one id follow each other, page by page`() async throws {
        try await write("m", [.queued, .queued, .queued])
        try await write("m", [.queued, .queued])
        let second = try await tenant.fates(ofMessage: "m", skipping: 2, limit: 2)
        #expect(second.map(\.address) == ["p2@example.test", "p0@example.test"])
        #expect(try await tenant.fates(ofMessage: "m", skipping: 5, limit: 2).isEmpty)
    }

    @Test func `another account's message of the same id is not seen`() async throws {
        let other = try await fixture.tenant("other@rival.example")
        try await write("m", [.queued], account: other.id)
        #expect(try await outcomes("m").isEmpty)
        #expect(try await other.fates(ofMessage: "m", limit: 100).count == 1)
    }

    @Test func `a message is found by the index of its id, its events by that of its recipients`()
        async throws
    {
        let plans = try await fixture.store.read { db in
            try [
                (MessageFateQueries.rows, ["m", 1, 100, 0] as [(any ColumnValue)?]),
                (MessageFateQueries.events(of: [1, 2]), []),
            ].map { sql, arguments in
                try SQLRow.fetchAll(db, SQL(text: "EXPLAIN QUERY PLAN \(sql)", arguments))
                    .map { $0["detail"] as String }.joined(separator: "\n")
            }
        }
        #expect(
            plans[0].contains("INDEX submission_unique_id") && plans[0].contains("INDEX delivery_ordinal"))
        #expect(!plans[0].contains("SCAN") && !plans[0].contains("TEMP B-TREE"))
        #expect(plans[1].contains("INDEX event_delivery (delivery=? AND kind=?)"))
    }
}
