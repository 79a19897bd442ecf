import FoundationEssentials
import ServiceCore
import Store

/// What customers' programs have sent over their wire APIs over the last days: some batches a day for some people each.
struct SampleOrders {
    let scene: SampleScene

    private static let days = stride(from: 1, through: 11, by: 2)
    private static let peopleEach = 4

    private struct Message {
        let customer: SampleScene.Customer
        let from, name, subject: String
    }

    private static let messages: [Message] = [
        Message(
            customer: .acme, from: "orders@acme.example", name: "Acme Orders", subject: "Order confirmation"),
        Message(
            customer: .acme, from: "orders@acme.example", name: "Acme Orders", subject: "Your parcel has left"
        ),
        Message(
            customer: .bluebird, from: "post@bluebird.example", name: "Bluebird Bøker", subject: "Kvittering"),
        Message(
            customer: .bluebird, from: "post@bluebird.example", name: "Bluebird Bøker",
            subject: "Pakken er på vei"),
        Message(
            customer: .citrus, from: "hello@citrus.example", name: "Citrus Travel",
            subject: "Επιβεβαίωση κράτησης"),
        Message(
            customer: .citrus, from: "hello@citrus.example", name: "Citrus Travel",
            subject: "Τα εισιτήριά σας"),
    ]

    static func deeds(in scene: SampleScene) -> [SampleDeed] {
        days.map { day in
            SampleDeed(scene.workday(Double(day), "orders \(day)"), "api", .orders(day: day))
        }
    }

    func send(on day: Int, at now: Date, in db: WriteTransaction) throws {
        for (place, message) in Self.messages.enumerated() {
            let people = try people(of: scene.id(message.customer), day * Self.messages.count + place, in: db)
            if !people.isEmpty { try send(message, to: people, at: now, in: db) }
        }
    }

    private func send(
        _ message: Message, to people: [String], at now: Date, in db: WriteTransaction
    ) throws {
        var frozen = FrozenMessage(from: message.from)
        (frozen.fromName, frozen.subject) = (message.name, message.subject)
        var submission = SingleSubmission(
            account: scene.id(message.customer), channel: .email, message: frozen)
        submission.source = "api"
        submission.trace = message.subject.lowercased()
        let text = "\(message.subject): https://\(message.customer).example/orders\n"
        submission.text = try CampaignQueries.content(text, at: now.storedTime, in: db)
        submission.addresses = people
        try submission.write(at: now, in: db)
    }

    /// - Parameter share: which of many shares of the account's contacts.
    private func people(of account: Int64, _ share: Int, in db: ReadTransaction) throws -> [String] {
        try String.fetchAll(
            db,
            """
            SELECT email FROM contact WHERE account = \(account) AND email IS NOT NULL
            AND invalid_at IS NULL AND is_suppressed = 0 AND numid % 79 = \(share) AND numid <= 1000
            ORDER BY numid LIMIT \(Self.peopleEach)
            """)
    }
}
