import ServiceCore
import Store

extension AddressKeys {
    /// Of two entries in force for one address the stricter stays in force, else the older; the other is lifted.
    func keySuppressions() throws {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT id, account, address, reason, lifted_at IS NULL FROM suppression
            WHERE channel = 'email' AND \(sql: Self.isUnkeyed("address")) ORDER BY id
            """)
        for row in rows {
            let (id, account): (Int64, Int64?) = (row[0], row[1])
            guard let address = try? MailAddress(row[2]) else { continue }
            let other =
                row[4]
                ? try SQLRow.fetchOne(
                    db,
                    """
                    SELECT id, reason FROM suppression WHERE channel = 'email'
                    AND address = \(address.key) AND account IS \(account)
                    AND lifted_at IS NULL AND id <> \(id)
                    """) : nil
            if let other {
                let (twin, reason): (Int64, String) = (other[0], other[1])
                let ownIsWeaker = (row[3] as String) == "bounce" && reason != "bounce"
                let twinIsWeaker = (row[3] as String) != "bounce" && reason == "bounce"
                let stays = ownIsWeaker ? twin : twinIsWeaker ? id : min(id, twin)
                try lift(stays == id ? twin : id, for: stays)
            }
            try db.execute(
                """
                UPDATE suppression SET address = \(address.key), written = \(StoredAddress(row[2]).written)
                WHERE id = \(id)
                """)
        }
    }

    private func lift(_ id: Int64, for other: Int64) throws {
        try db.execute(
            """
            UPDATE suppression SET lifted_at = \(now.storedTime), lifted_by = \(UpgradeReport.who),
            lifted_why = \("the same address as entry \(other)"), rev = rev + 1 WHERE id = \(id)
            """)
    }

    /// What went to an address, and what happened to it, is found by its key.
    func keyDeliveries() throws {
        // The index has all that is asked, and is much smaller than the table.
        let deliveries = try Int64.fetchAll(
            db, "SELECT id FROM delivery INDEXED BY delivery_address WHERE \(sql: Self.isForeign("address"))")
        for id in deliveries { try keyDelivery(id) }
        let events = try SQLRow.fetchAll(
            db,
            """
            SELECT id, address FROM event INDEXED BY event_address
            WHERE \(sql: Predicate.eventAddressed) AND \(sql: Self.isForeign("address"))
            """)
        for row in events {
            let stored = StoredAddress(row[1])
            try db.execute(
                """
                UPDATE event SET address = \(stored.key), written = \(stored.written)
                WHERE id = \(row[0] as Int64)
                """)
        }
        let submissions = try SQLRow.fetchAll(
            db, "SELECT id, sender FROM submission WHERE \(sql: Self.isForeign("sender"))")
        for row in submissions {
            try db.execute(
                """
                UPDATE submission SET sender = \(AddressRules.key(of: row[1])) WHERE id = \(row[0] as Int64)
                """)
        }
    }

    /// Of two rows of one message to one person, the one that still waits is the repeat, which the claim does not send.
    private func keyDelivery(_ id: Int64) throws {
        let row = try SQLRow.fetchOne(
            db,
            """
            SELECT submission, address, \(sql: Predicate.deliveryFirst),
            \(sql: Predicate.deliveryWaiting) FROM delivery
            WHERE id = \(id)
            """)
        guard let row else { return }
        let stored = StoredAddress(row[1])
        if row[2] {
            let twin = try SQLRow.fetchOne(
                db,
                """
                SELECT id, \(sql: Predicate.deliveryWaiting) FROM delivery
                WHERE submission = \(row[0] as Int64) AND address = \(stored.key)
                AND \(sql: Predicate.deliveryFirst) AND id <> \(id)
                """)
            if let twin {
                let repeated = twin[1] && !(row[3] as Bool) ? twin[0] as Int64 : id
                try db.execute("UPDATE delivery SET is_duplicate = 1 WHERE id = \(repeated)")
            }
        }
        try db.execute(
            """
            UPDATE delivery SET address = \(stored.key), written = \(stored.written) WHERE id = \(id)
            """)
    }

    /// One that is another's twin stays under its old spelling, where nobody sends from it, and is told of.
    func keySenders(_ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, address FROM sender WHERE \(sql: Self.isUnkeyed("address")) ORDER BY id")
        for row in rows {
            guard let address = try? MailAddress(row[1]) else { continue }
            try db.execute(
                """
                UPDATE OR IGNORE sender SET address = \(address.key),
                written = \(StoredAddress(row[1]).written) WHERE id = \(row[0] as Int64)
                """)
            if db.changesCount == 0 { report.left.append("sender \(address.written)") }
        }
    }

    func keyAccounts(_ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, username FROM account WHERE \(sql: Self.isForeign("username")) ORDER BY id")
        for row in rows {
            let (id, name): (Int64, String) = (row[0], row[1])
            let key = AddressRules.key(of: name)
            guard !key.utf8.elementsEqual(name.utf8) else { continue }
            try db.execute("UPDATE OR IGNORE account SET username = \(key) WHERE id = \(id)")
            if db.changesCount == 0 { report.left.append("account \(name)") }
        }
    }
}
