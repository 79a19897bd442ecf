import GRDB
import ServiceCore

extension AddressKeys {
    /// Of two entries in force for one address the stricter stays in force, else the older; the other is lifted.
    func keySuppressions() throws {
        let rows = try SQLRow.fetchAll(
            db,
            sql: """
                SELECT id, account, address, reason, lifted_at IS NULL FROM suppression
                WHERE channel = 'email' AND \(Self.isUnkeyed("address")) ORDER BY id
                """)
        for row in rows {
            let (id, account): (Int64, Int64?) = (row[0], row[1])
            guard let address = try? MailAddress(row[2]) else { continue }
            let other =
                row[4]
                ? try SQLRow.fetchOne(
                    db,
                    sql: """
                        SELECT id, reason FROM suppression WHERE channel = 'email' AND address = ? AND account IS ?
                        AND lifted_at IS NULL AND id <> ?
                        """, arguments: [address.key, account, id]) : nil
            if let other {
                let (twin, reason): (Int64, String) = (other[0], other[1])
                let ownIsWeaker = (row[3] as String) == "bounce" && reason != "bounce"
                let twinIsWeaker = (row[3] as String) != "bounce" && reason == "bounce"
                let stays = ownIsWeaker ? twin : twinIsWeaker ? id : min(id, twin)
                try lift(stays == id ? twin : id, for: stays)
            }
            try db.execute(
                sql: "UPDATE suppression SET address = ?, written = ? WHERE id = ?",
                arguments: [address.key, StoredAddress(row[2]).written, id])
        }
    }

    private func lift(_ id: Int64, for other: Int64) throws {
        try db.execute(
            sql: """
                UPDATE suppression SET lifted_at = ?, lifted_by = ?, lifted_why = ?, rev = rev + 1 WHERE id = ?
                """, arguments: [now.storedTime, UpgradeReport.who, "the same address as entry \(other)", id])
    }

    /// What went to an address, and what happened to it, is found by its key.
    func keyDeliveries() throws {
        // The index has all that is asked, and is much smaller than the table.
        let deliveries = try Int64.fetchAll(
            db, sql: "SELECT id FROM delivery INDEXED BY delivery_address WHERE \(Self.isForeign("address"))")
        for id in deliveries { try keyDelivery(id) }
        let events = try SQLRow.fetchAll(
            db,
            sql: """
                SELECT id, address FROM event INDEXED BY event_address
                WHERE \(Predicate.eventAddressed) AND \(Self.isForeign("address"))
                """)
        for row in events {
            let stored = StoredAddress(row[1])
            try db.execute(
                sql: "UPDATE event SET address = ?, written = ? WHERE id = ?",
                arguments: [stored.key, stored.written, row[0] as Int64])
        }
        let submissions = try SQLRow.fetchAll(
            db, sql: "SELECT id, sender FROM submission WHERE \(Self.isForeign("sender"))")
        for row in submissions {
            try db.execute(
                sql: "UPDATE submission SET sender = ? WHERE id = ?",
                arguments: [AddressRules.key(of: row[1]), row[0] as Int64])
        }
    }

    /// Of two rows of one message to one person, the one that still waits is the repeat, which the claim does not send.
    private func keyDelivery(_ id: Int64) throws {
        let row = try SQLRow.fetchOne(
            db,
            sql: """
                SELECT submission, address, \(Predicate.deliveryFirst), \(Predicate.deliveryWaiting) FROM delivery
                WHERE id = ?
                """, arguments: [id])
        guard let row else { return }
        let stored = StoredAddress(row[1])
        if row[2] {
            let twin = try SQLRow.fetchOne(
                db,
                sql: """
                    SELECT id, \(Predicate.deliveryWaiting) FROM delivery
                    WHERE submission = ? AND address = ? AND \(Predicate.deliveryFirst) AND id <> ?
                    """, arguments: [row[0] as Int64, stored.key, id])
            if let twin {
                let repeated = twin[1] && !(row[3] as Bool) ? twin[0] as Int64 : id
                try db.execute(
                    sql: "UPDATE delivery SET is_duplicate = 1 WHERE id = ?", arguments: [repeated])
            }
        }
        try db.execute(
            sql: "UPDATE delivery SET address = ?, written = ? WHERE id = ?",
            arguments: [stored.key, stored.written, id])
    }

    /// One that is another's twin stays under its old spelling, where nobody sends from it, and is told of.
    func keySenders(_ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(
            db, sql: "SELECT id, address FROM sender WHERE \(Self.isUnkeyed("address")) ORDER BY id")
        for row in rows {
            guard let address = try? MailAddress(row[1]) else { continue }
            try db.execute(
                sql: "UPDATE OR IGNORE sender SET address = ?, written = ? WHERE id = ?",
                arguments: [address.key, StoredAddress(row[1]).written, row[0] as Int64])
            if db.changesCount == 0 { report.left.append("sender \(address.written)") }
        }
    }

    func keyAccounts(_ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(
            db, sql: "SELECT id, username FROM account WHERE \(Self.isForeign("username")) ORDER BY id")
        for row in rows {
            let (id, name): (Int64, String) = (row[0], row[1])
            let key = AddressRules.key(of: name)
            guard !key.utf8.elementsEqual(name.utf8) else { continue }
            try db.execute(
                sql: "UPDATE OR IGNORE account SET username = ? WHERE id = ?", arguments: [key, id])
            if db.changesCount == 0 { report.left.append("account \(name)") }
        }
    }
}
