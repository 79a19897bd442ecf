import FoundationEssentials
import ServiceCore
import Store

/// What one person gets from the account that a message came from, and how the person changes it.
struct Subscriptions {
    /// Whom the message was for.
    let person: Addressee
    /// Nil where the message is gone.
    let row: DeliveryRow?
    private let db: ReadTransaction

    /// - Returns: nil where nothing is known of the message.
    init?(_ token: MailToken, in db: ReadTransaction) throws {
        self.db = db
        let row = try DeliveryRow.find(token.delivery, in: db)
        guard let person = try row?.addressee ?? PartedDeliveries.addressee(token.delivery, in: db) else {
            return nil
        }
        (self.person, self.row) = (person, row)
    }

    func page(_ notice: SubscriptionPage.Notice? = nil) throws -> SubscriptionPage {
        if person.isErased { return SubscriptionPage(notice: .forgotten) }
        return SubscriptionPage(
            sender: try sender(),
            channels: try people().map { line in
                .init(
                    channel: line.channel, address: line.hint, state: try state(of: line),
                    isOfMessage: line.channel == person.channel)
            }, notice: notice)
    }

    /// The person by each channel by which the account may know them, the message's own first.
    func people() throws -> [Addressee] {
        let contact = try SQLRow.fetchOne(db, cached: contact)
        guard let contact else { return [person] }
        let id: Int64 = contact[0]
        var people = [
            Addressee(
                account: person.account, channel: person.channel, address: person.address,
                written: person.written, contact: row == nil ? id : person.contact)
        ]
        let other: (key: String?, written: String?) =
            person.channel == .email ? (contact[3], contact[3]) : (contact[1], contact[2])
        if let key = other.key, let written = other.written {
            people.append(
                Addressee(
                    account: person.account, channel: person.channel == .email ? .sms : .email, address: key,
                    written: written, contact: id))
        }
        return people
    }

    /// The account's contact whom the message was for, else the one who has its address now; each by an index of its own, as an
    /// account may have millions.
    var contact: SQL {
        let place: SQL
        if let id = person.contact {
            place = "id = \(id)"
        } else {
            let column = person.channel == .email ? "email" : "phone"
            place = "account = \(person.account) AND \(sql: column) = \(person.address)"
        }
        return "SELECT id, email, coalesce(email_written, email), phone FROM contact WHERE \(place)"
    }

    func state(of person: Addressee) throws -> SubscriptionPage.State {
        let reasons = try String.fetchAll(
            db,
            cached: """
                SELECT reason FROM suppression WHERE channel = \(person.channel.rawValue)
                AND address = \(person.address) AND lifted_at IS NULL
                AND (account = \(person.account) OR account IS NULL)
                """)
        if reasons == [Suppression.Reason.unsubscribe.rawValue] { return .off }
        let allows = person.channel == .email ? "allows_email" : "allows_sms"
        let isAllowed = try Bool.fetchOne(
            db, cached: "SELECT \(sql: allows) FROM contact WHERE id = \(person.contact)")
        return reasons.isEmpty && isAllowed != false ? .on : .blocked
    }

    /// The account's own name, else where the message came from.
    private func sender() throws -> String {
        let names = try SQLRow.fetchOne(
            db, cached: "SELECT company_name, account_name FROM account WHERE id = \(person.account)")
        let known = names.map { [$0[0] as String, $0[1] as String] } ?? []
        if let name = known.first(where: { !$0.isEmpty }) { return name }
        guard let row else { return "" }
        return try String.fetchOne(
            db, cached: "SELECT sender FROM submission WHERE id = \(row.submission)") ?? ""
    }
}

extension DeliveryRow {
    static func find(_ id: Int64, in db: ReadTransaction) throws -> DeliveryRow? {
        try fetchOne(
            db,
            cached: "SELECT \(sql: DeliveryRow.columns) FROM \(sql: DeliveryRow.tables) WHERE d.id = \(id)")
    }
}

extension DeliveryTransaction {
    /// Ends an account's messages by the channel that a message came by.
    mutating func unsubscribe(_ subscription: Subscriptions, how: String, from origin: EventOrigin) throws {
        let person = try subscription.people()[0]
        try unsubscribe(person, by: subscription.row, EventDetail(text: how), from: origin)
    }

    /// Has each channel be as the person wants it; what another reason has stopped stays so.
    ///
    /// - Parameter wanted: the channels by which messages are wanted.
    mutating func save(
        _ wanted: Set<Channel>, of subscription: Subscriptions, from origin: EventOrigin
    ) throws {
        for person in try subscription.people() {
            let isWanted = wanted.contains(person.channel)
            switch try subscription.state(of: person) {
            case .on where !isWanted:
                try unsubscribe(
                    person, by: subscription.row, EventDetail(text: "in the preferences"), from: origin)
            case .off where isWanted: try subscribeAgain(person, from: origin)
            default: break
            }
        }
    }

    /// Takes back what the person asked for, and nothing that anybody else said.
    private mutating func subscribeAgain(_ person: Addressee, from origin: EventOrigin) throws {
        try db.execute(
            """
            UPDATE suppression SET lifted_at = \(time), lifted_by = 'the person',
            lifted_why = 'in the preferences', rev = rev + 1 WHERE account = \(person.account)
            AND channel = \(person.channel.rawValue) AND address = \(person.address) AND lifted_at IS NULL
            AND reason = \(Suppression.Reason.unsubscribe.rawValue)
            """)
        try event(.allowed, of: person, EventDetail(text: "in the preferences"), from: origin)
    }
}
