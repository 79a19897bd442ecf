import ServiceCore
import Store

/// How much of each sort is kept of a person, for who asks and for the receipt.
struct PersonCounting {
    let person: PersonIdentity
    let mentions: Mentions
    let connection: ConnectionID
    let db: ReadTransaction

    func parts() throws -> [PersonKept.Part] {
        let (keys, deliveries) = (person.keys, IDList.text(person.deliveries))
        return try [
            .init("contact", person.contacts.count),
            .init(
                "group membership",
                count("grp_member WHERE contact IN (\(list: person.contacts))")),
            .init(
                "message sent or tried", "messages sent or tried", person.deliveries.count - (try waiting())),
            .init("message waiting", "messages waiting", try waiting()),
            .init("event", count("event WHERE \(person.events)")),
            .init(
                "archived message",
                count("archive WHERE delivery IN (\(sql: deliveries)) AND segment IS NOT NULL")),
            .init(
                "hash of a message", "hashes of messages",
                count("archive WHERE delivery IN (\(sql: deliveries)) AND segment IS NULL")),
            .init(
                "message of a deleted campaign", "messages of deleted campaigns",
                count("parted_delivery WHERE address IN (\(list: keys))")),
            .init("suppression", count("suppression WHERE address IN (\(list: keys))")),
            .init(
                "mark of address", "marks of address",
                count("recipient WHERE address IN (\(list: keys))")
                    + count("whitelist WHERE address IN (\(list: keys))")),
            .init("post to a webhook", "posts to webhooks", count("hook_out WHERE \(hooks)")),
            .init(
                "bounce report kept", "bounce reports kept",
                count("unclassified_report WHERE \(mentions.condition(Self.unread))")),
            .init(
                "record of a deleted row", "records of deleted rows",
                count("deleted_row WHERE \(mentions.condition("data"))")),
            .init(
                "record of an import", "records of imports",
                count("list_import_part WHERE \(mentions.condition("data"))")),
            .init(
                "listed in a campaign", "listed in campaigns",
                count("campaign WHERE \(mentions.condition("audience"))")),
            .init("entry of the audit trail", "entries of the audit trail", try trail().count),
        ]
    }

    /// Entries of the trail that name the person.
    func trail() throws -> [Int64] {
        try AuditErasing.entries(
            naming: mentions, contacts: person.contacts, connection: connection, in: db)
    }

    /// What is kept of a message that came in for bounces and changed nothing.
    static let unread = "sender || ' ' || recipient || ' ' || subject || ' ' || text"

    /// What is owed to webhooks or was posted to them.
    var hooks: SQL {
        "event IN (SELECT id FROM event WHERE \(person.events)) OR \(mentions.condition("body")) OR \(mentions.condition("url"))"
    }

    func waiting() throws -> Int {
        try count(
            "delivery WHERE id IN (\(sql: IDList.text(person.deliveries))) AND \(sql: Predicate.deliveryWaiting)"
        )
    }

    /// What is being handed over at this moment.
    func underWay() throws -> Int {
        try count(
            "delivery WHERE id IN (\(sql: IDList.text(person.deliveries))) AND \(sql: Predicate.deliveryClaimed)"
        )
    }

    private func count(_ place: SQL) throws -> Int {
        try Int.fetchOne(db, "SELECT count(*) FROM \(place)") ?? 0
    }
}
