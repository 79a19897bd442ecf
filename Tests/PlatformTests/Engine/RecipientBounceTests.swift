import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// How what comes back makes Dyn's recipients inactive.
@Suite struct RecipientBounceTests {
    private let desk: TwoTenants

    init() async throws {
        desk = try await TwoTenants(face: "dyn", mine: "one@shop.example", other: "other@shop.example")
    }

    /// Bounces a message to an address, as the engine records it.
    private func bounce(_ address: String, source: String, complains: Bool = false) async throws {
        let (account, now) = (desk.mine.id, desk.fixture.clock.now)
        try await desk.fixture.store.write { db in
            let batch = try Batches.insert(
                account: account, campaign: nil, channel: .email, at: 0, in: db)
            let submission = try Batches.insertSubmission(
                batch: batch, source: source, message: FrozenMessage(from: "news@shop.example"), html: nil,
                text: nil, policy: "resend", expires: nil, at: 0, in: db)
            try db.execute(
                """
                INSERT INTO delivery (submission, batch, ordinal, address, state, changed_at)
                VALUES (\(submission), \(batch), 1, \(address), 5, 0)
                """)
            let kind: EventKind = complains ? .complaint : .bounceHard
            try db.execute(
                """
                INSERT INTO simulated_answer (due_at, delivery, kind) VALUES (0, \(db.lastInsertedRowID),
                \(kind.number))
                """)
            var work = DeliveryTransaction(db, now: now, source: "sandbox")
            _ = try work.giveAnswers(limit: 10, seed: 1)
            try work.finish()
        }
    }

    private func state(_ address: String) async throws -> String? {
        let account = desk.mine.id
        return try await desk.read { db in
            try RecipientState.of(address, account: account, in: db).map { "\($0.status) \($0.why)" }
        }
    }

    @Test func `what Dyn sent makes its recipients known by a bounce or a complaint`() async throws {
        try await bounce("a@x.com", source: "dyn")
        try await bounce("b@x.com", source: "dyn", complains: true)
        #expect(try await state("a@x.com") == "inactive bounce")
        #expect(try await state("b@x.com") == "inactive complaint")
        #expect(try await desk.mine.recipients(["b@x.com"])[0].isSuppressed)
    }

    @Test func `who is active is made inactive by any message, who is unknown by none but Dyn's`()
        async throws
    {
        try await desk.mine.activateRecipients(["a@x.com"])
        try await bounce("a@x.com", source: "launch")
        try await bounce("b@x.com", source: "launch")
        #expect(try await state("a@x.com") == "inactive bounce")
        #expect(try await state("b@x.com") == nil)
    }
}
