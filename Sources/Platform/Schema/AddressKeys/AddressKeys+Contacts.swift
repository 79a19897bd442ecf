import ServiceCore
import Store

extension AddressKeys {
    /// Contacts get their keys; two that have one key are one person, and become one contact.
    func keyContacts(_ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, account, email FROM contact WHERE \(sql: Self.isUnkeyed("email")) ORDER BY id")
        for row in rows {
            let (id, account): (Int64, Int64) = (row[0], row[1])
            // It may have become part of another meanwhile.
            let email = try String.fetchOne(db, "SELECT email FROM contact WHERE id = \(id)")
            guard let email, email == row[2] else { continue }
            guard let address = try? MailAddress(email) else {
                try markUnusable(id)
                report.unusable.append(email)
                continue
            }
            let twin = try Int64.fetchOne(
                db,
                """
                SELECT id FROM contact WHERE account = \(account) AND email = \(address.key) AND id <> \(id)
                """)
            if let twin {
                let merge = MergedContacts(db: db, now: now, older: min(id, twin), younger: max(id, twin))
                try merge.run()
                report.merged.append(address.written)
                if merge.older != id { continue }
            }
            try db.execute(
                """
                UPDATE contact SET email = \(address.key), email_written = \(StoredAddress(email).written)
                WHERE id = \(id)
                """)
        }
    }

    /// It stays, and is not sent to.
    private func markUnusable(_ id: Int64) throws {
        try db.execute(
            """
            UPDATE contact SET invalid_at = \(now.storedTime),
            invalid_why = \(NotSentReason.unusableAddress.text), rev = rev + 1
            WHERE id = \(id) AND invalid_at IS NULL
            """)
    }

    /// Whose address is somebody's contact by its key keeps no mark beside it: whom bounces made invalid under one
    /// spelling is not whitelisted by another.
    func keyWhitelist() throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT account, address, at FROM whitelist WHERE \(sql: Self.isUnkeyed("address"))")
        for row in rows {
            let (account, address): (Int64, String) = (row[0], row[1])
            guard let key = (try? MailAddress(address))?.key else { continue }
            try db.execute("DELETE FROM whitelist WHERE account = \(account) AND address = \(address)")
            try db.execute(
                """
                INSERT OR IGNORE INTO whitelist (account, address, at) SELECT \(account), \(key),
                \(row[2] as Int64)
                WHERE NOT EXISTS (SELECT 1 FROM contact WHERE account = \(account) AND email = \(key))
                """)
        }
    }

    /// An address that is inactive under one spelling is inactive.
    func keyRecipients() throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT * FROM recipient WHERE \(sql: Self.isUnkeyed("address")) ORDER BY changed_at")
        for row in rows {
            let (account, address): (Int64, String) = (row["account"], row["address"])
            guard let key = (try? MailAddress(address))?.key else { continue }
            // Anew, so that the triggers tell the contact.
            try db.execute("DELETE FROM recipient WHERE account = \(account) AND address = \(address)")
            try db.execute(
                """
                INSERT INTO recipient (account, address, status, why, activated_at, changed_at)
                VALUES (\(account), \(key), \(row["status"] as String), \(row["why"] as String),
                \(row["activated_at"] as Int64?), \(row["changed_at"] as Int64)) ON CONFLICT (account,
                address) DO UPDATE
                SET status = excluded.status, why = excluded.why, changed_at = excluded.changed_at
                WHERE excluded.status = 'inactive'
                """)
        }
    }
}
