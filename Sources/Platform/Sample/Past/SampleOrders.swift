import FoundationEssentials
import ServiceCore
import Store

/// What customers' programs have sent over their wire APIs over the last days: a batch a day for some people each.
struct SampleOrders {
    let scene: SampleScene

    private static let days = 12
    private static let peopleEach = 8

    private static let messages:
        [(customer: SampleScene.Customer, from: String, name: String, subject: String)] =
            [
                (.acme, "orders@acme.example", "Acme Orders", "Order confirmation"),
                (.bluebird, "post@bluebird.example", "Bluebird Bøker", "Kvittering"),
                (.citrus, "hello@citrus.example", "Citrus Travel", "Επιβεβαίωση κράτησης"),
            ]

    static func deeds(in scene: SampleScene) -> [SampleDeed] {
        (1...days).map { day in
            SampleDeed(scene.workday(Double(day), "orders \(day)"), "api", .orders(day: day))
        }
    }

    func send(on day: Int, at now: Date, in db: WriteTransaction) throws {
        for message in Self.messages {
            let account = scene.id(message.customer)
            let people = try people(of: account, on: day, in: db)
            guard !people.isEmpty else { continue }
            var frozen = FrozenMessage(from: message.from)
            (frozen.fromName, frozen.subject) = (message.name, message.subject)
            var submission = SingleSubmission(account: account, channel: .email, message: frozen)
            submission.source = "api"
            submission.trace = message.subject.lowercased()
            submission.text = try CampaignQueries.content(message.subject, at: now.storedTime, in: db)
            submission.addresses = people
            try submission.write(at: now, in: db)
        }
    }

    private func people(of account: Int64, on day: Int, in db: ReadTransaction) throws -> [String] {
        try String.fetchAll(
            db,
            """
            SELECT email FROM contact WHERE account = \(account) AND email IS NOT NULL
            AND invalid_at IS NULL AND is_suppressed = 0 AND numid % 30 = \(day)
            ORDER BY numid LIMIT \(Self.peopleEach)
            """)
    }
}
