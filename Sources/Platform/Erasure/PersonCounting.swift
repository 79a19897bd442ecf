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
            .init("contacts", person.contacts.count),
            .init(
                "group memberships",
                count("grp_member WHERE contact IN (\(list: person.contacts))")),
            .init("messages sent or tried", person.deliveries.count - (try waiting())),
            .init("messages waiting", try waiting()),
            .init("events", count("event WHERE \(person.events)")),
            .init(
                "archived messages",
                count("archive WHERE delivery IN (\(sql: deliveries)) AND segment IS NOT NULL")),
            .init(
                "hashes of messages",
                count("archive WHERE delivery IN (\(sql: deliveries)) AND segment IS NULL")),
            .init("messages of deleted campaigns", count("parted_delivery WHERE address IN (\(list: keys))")),
            .init("suppressions", count("suppression WHERE address IN (\(list: keys))")),
            .init(
                "marks of address",
                count("recipient WHERE address IN (\(list: keys))")
                    + count("whitelist WHERE address IN (\(list: keys))")),
            .init("posts to webhooks", count("hook_out WHERE \(hooks)")),
            .init("records of deleted rows", count("deleted_row WHERE \(mentions.condition("data"))")),
            .init("records of imports", count("list_import_part WHERE \(mentions.condition("data"))")),
            .init("listed in campaigns", count("campaign WHERE \(mentions.condition("audience"))")),
            .init("entries of the audit trail", try trail().count),
        ]
    }

    /// Entries of the trail that name the person.
    func trail() throws -> [Int64] {
        try AuditErasing.entries(
            naming: mentions, contacts: person.contacts, connection: connection, in: db)
    }

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
