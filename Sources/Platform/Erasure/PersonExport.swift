import Foundation
import ServiceCore
import Store

/// What the rows of contacts, suppressions and events do not tell of a person, as members of a JSON object.
struct PersonExport: Sendable {
    let context: PlatformContext

    func members(of address: PersonAddress) async throws(ServiceError) -> [(String, String)] {
        let (connection, vault) = (context.connection, context.vault)
        let found = try await context.store.read { db in
            let person = try PersonIdentity(address, in: db)
            let contacts = try ContactRows(db: db, connection: connection).contacts(person.contacts)
            let messages = try Self.messages(of: person, in: db) + Self.parted(of: person, in: db)
            let mentions = Mentions(
                try person.spellings(in: db), name: ErasedKey(of: address.key, vault).alias)
            let trail = try PersonCounting(
                person: person, mentions: mentions, connection: connection, db: db
            ).trail().compactMap { try AuditQueries.find($0, in: db) }
            return (contacts: contacts, messages: messages, trail: trail)
        }
        return [
            ("contacts", Self.list(found.contacts.map { RowJSON.object(Row($0)) })),
            ("messages", Self.list(try await found.messages.withArchived(context.store))),
            ("trail", Self.list(found.trail.map { RowJSON.object(Row($0)) })),
        ]
    }

    /// One message to the person, with where its bytes stand if they are kept.
    struct Message: Sendable {
        var facts: [(String, String)]
        let archived: ArchiveEntry?
    }

    private static func messages(of person: PersonIdentity, in db: ReadTransaction) throws -> [Message] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT d.id, \(sql: StoredAddress.shown("d")) AS address, d.name, d.state, d.reason, d.reply, d.merge,
            d.changed_at, b.uuid, coalesce(c.title, '') AS campaign
            FROM delivery d JOIN batch b ON b.id = d.batch LEFT JOIN campaign c ON c.id = b.campaign
            WHERE d.id IN (\(sql: IDList.text(person.deliveries))) ORDER BY d.id
            """
        ).map { row in
            let state = (StoredDeliveryState(rawValue: row["state"]) ?? .unknown).part.rawValue
            let texts: [(String, String?)] = [
                ("address", row["address"]), ("name", row["name"]), ("state", state),
                ("reason", row["reason"]),
                ("reply", row["reply"]), ("values", row["merge"]), ("batch", row["uuid"]),
                ("campaign", row["campaign"]),
            ]
            let time = RowJSON.value(.date(Date(storedTime: row["changed_at"])))
            return Message(
                facts: [("id", String(row["id"] as Int64)), ("changed", time)]
                    + texts.compactMap { name, text in
                        text.flatMap { $0.isEmpty ? nil : (name, RowJSON.quoted($0)) }
                    },
                archived: try ArchiveQueries.find(delivery: row["id"], in: db))
        }
    }

    /// Those of deleted campaigns, of which nothing is kept but for whom they were.
    private static func parted(of person: PersonIdentity, in db: ReadTransaction) throws -> [Message] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT p.delivery, \(sql: StoredAddress.shown("p")), p.at FROM parted_delivery p
            WHERE p.address IN (\(list: person.keys)) ORDER BY p.delivery
            """
        ).map { row in
            let deleted = RowJSON.value(.date(Date(storedTime: row[2])))
            let address = RowJSON.quoted(row[1])
            return Message(
                facts: [
                    ("id", String(row[0] as Int64)), ("campaign_deleted", deleted), ("address", address),
                ], archived: nil)
        }
    }

    fileprivate static func list(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }
}

extension [PersonExport.Message] {
    /// With what was sent, where that is kept.
    fileprivate func withArchived(_ store: PlatformStore) async throws(ServiceError) -> [String] {
        var objects: [String] = []
        for message in self {
            var facts = message.facts
            if let bytes = try await store.archived(message.archived) {
                facts.append(("archived", RowJSON.quoted(String(decoding: bytes, as: UTF8.self))))
            }
            objects.append(RowJSON.object(facts))
        }
        return objects
    }
}
