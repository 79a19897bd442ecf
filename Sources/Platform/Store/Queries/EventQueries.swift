import FoundationEssentials
import GRDB
import ServiceCore

/// Reads events with the names that a row shows.
struct EventQueries {
    let connection: ConnectionID

    /// The events of these ids, in their order.
    func events(_ ids: [Int64], in db: Database) throws -> [DeliveryEvent] {
        let list = ids.map(String.init).joined(separator: ", ")
        let rows = try GRDB.Row.fetchAll(
            db, sql: "SELECT \(Self.columns) FROM \(Self.tables) WHERE e.id IN (\(list))")
        let events = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as Int64, event($0)) })
        return ids.compactMap { events[$0] }
    }

    /// Every event of an address, newest first, in all accounts.
    func events(of address: String, limit: Int, in db: Database) throws -> [DeliveryEvent] {
        let part = Self.of(address, try ContactLookup.ids(address, in: db))
        let ids = try Int64.fetchAll(
            db, sql: "SELECT e.id FROM event e WHERE \(part.sql) ORDER BY e.at DESC, e.id DESC LIMIT ?",
            arguments: part.arguments + [limit])
        return try events(ids, in: db)
    }

    /// The condition on `event e` that it is about an address.
    static func of(_ address: String, _ contacts: [Int64]) -> SQLPart {
        let list = contacts.map(String.init).joined(separator: ", ")
        return SQLPart(
            """
            e.id IN (SELECT id FROM event WHERE contact IN (\(list)) UNION
            SELECT o.id FROM delivery d JOIN event o ON o.delivery = d.id WHERE d.address = ? UNION
            SELECT id FROM event WHERE contact IS NULL AND delivery IS NULL AND address = ?)
            """, [address, address])
    }

    static let person = "coalesce(e.address, d.address, c.email, c.phone, '')"
    static let tables = """
        event e JOIN account a ON a.id = e.account LEFT JOIN delivery d ON d.id = e.delivery
        LEFT JOIN contact c ON c.id = e.contact LEFT JOIN campaign k ON k.id = e.campaign
        LEFT JOIN batch b ON b.id = e.batch LEFT JOIN link l ON l.id = e.link
        """

    private static let columns = """
        e.*, a.username AS owner_name, \(person) AS person, k.title AS campaign_title, b.uuid AS batch_uuid,
        l.url AS link_url
        """

    private func event(_ row: GRDB.Row) -> DeliveryEvent {
        let kind = StoredEventKind(rawValue: row["kind"])?.kind ?? .unknown
        var event = DeliveryEvent(
            id: ResourceID(connection, .event, String(row["id"] as Int64)), account: row["owner_name"],
            person: row["person"], kind: kind, time: Date(storedTime: row["at"]))
        event.campaign = row["campaign_title"] ?? ""
        event.batch = row["batch_uuid"] ?? ""
        event.reply = row["detail"] ?? ""
        event.bounceType = kind == .bounceHard ? "hard" : kind == .bounceSoft ? "soft" : ""
        event.bounceRule = row["rule"] ?? ""
        event.link = row["link_url"] ?? ""
        event.ip = row["ip"] ?? ""
        event.agent = row["agent"] ?? ""
        event.isMachine = row["is_machine"]
        return event
    }
}
