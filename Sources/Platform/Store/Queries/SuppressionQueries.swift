import Foundation
import GRDB
import ServiceCore

/// The table of suppressions, of which a row is lifted but never removed.
struct SuppressionQueries {
    let connection: ConnectionID

    /// What a row without an account is shown as belonging to.
    static let everywhere = "all accounts"

    func find(_ native: String, in db: Database) throws -> Suppression? {
        guard let id = Int64(native) else { return nil }
        return try fetch(db, where: "s.id = \(id)").first
    }

    /// By id, or the newest entry of an address.
    func find(byKey key: String, in db: Database) throws -> Suppression? {
        if let entry = try find(key, in: db) { return entry }
        let entries = try fetch(
            db, where: "s.address = ? ORDER BY s.lifted_at IS NOT NULL, s.at DESC", [key.lowercased()])
        return entries.first
    }

    func entries(_ ids: [Int64], in db: Database) throws -> [Suppression] {
        let list = ids.map(String.init).joined(separator: ", ")
        let entries = try fetch(db, where: "s.id IN (\(list))")
        let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id.native, $0) })
        return ids.compactMap { byID[String($0)] }
    }

    /// Adds an entry; one that is in force already keeps its time and is returned as it is.
    static func add(
        _ address: String, _ channel: Channel, _ reason: Suppression.Reason, note: String, account: Int64?,
        at now: Date, in db: Database
    ) throws -> Int64 {
        if let id = try active(address, channel, account: account, in: db) { return id }
        return try db.insert(
            into: "suppression",
            [
                ("account", account), ("channel", channel.rawValue), ("address", address),
                ("reason", reason.rawValue), ("note", note), ("at", now.storedTime),
            ])
    }

    static func active(
        _ address: String, _ channel: Channel, account: Int64?, in db: Database
    ) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT id FROM suppression WHERE channel = ? AND address = ? AND account IS ?
                AND \(Predicate.suppressionActive)
                """, arguments: [channel.rawValue, address, account])
    }

    /// Every entry in force that stops e-mail or SMS to a contact, its own account's and those for all.
    static func active(for contact: Contact, account: Int64, in db: Database) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM suppression WHERE ((channel = 'email' AND address = ?)
                OR (channel = 'sms' AND address = ?)) AND (account = ? OR account IS NULL)
                AND \(Predicate.suppressionActive)
                """, arguments: [contact.email, contact.phone, account])
    }

    /// Takes back an entry that was made by mistake a moment ago.
    static func remove(_ entry: Suppression, in db: Database) throws {
        try db.execute(sql: "DELETE FROM suppression WHERE id = ?", arguments: [entry.id.native])
    }

    /// Sending is allowed again; the entry stays as history.
    static func lift(_ ids: [Int64], by who: String, why: String, at now: Date, in db: Database) throws {
        for id in ids {
            let values: ColumnValues = [
                ("lifted_at", now.storedTime), ("lifted_by", who), ("lifted_why", why),
            ]
            try db.update("suppression", id: id, values)
        }
    }

    /// Puts lifted entries back in force, where no newer one is.
    static func restore(_ ids: [Int64], in db: Database) throws {
        for id in ids {
            let values: ColumnValues = [("lifted_at", nil), ("lifted_by", nil), ("lifted_why", nil)]
            try db.update("suppression", id: id, values)
        }
    }

    private func fetch(
        _ db: Database, where condition: String, _ arguments: StatementArguments = []
    ) throws -> [Suppression] {
        let rows = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT s.*, a.username AS owner_name FROM suppression s LEFT JOIN account a ON a.id = s.account
                WHERE \(condition)
                """, arguments: arguments)
        return rows.map { row in
            var entry = Suppression(
                id: ResourceID(connection, .suppression, String(row["id"] as Int64)),
                account: row["owner_name"] ?? Self.everywhere, address: row["address"],
                reason: Suppression.Reason(rawValue: row["reason"]) ?? .manual)
            entry.channel = Channel(rawValue: row["channel"]) ?? .email
            entry.created = Date(storedTime: row["at"])
            entry.lifted = (row["lifted_at"] as Int64?).map { Date(storedTime: $0) }
            entry.note = row["lifted_why"] ?? row["note"]
            entry.revision = row["rev"]
            return entry
        }
    }
}
