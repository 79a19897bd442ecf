import FoundationEssentials
import GRDB
import ServiceCore

/// Writes contacts one by one, with everything that is derived from their fields.
struct ContactEdits {
    let session: EditSession
    private var db: Database { session.database }

    /// - Returns: the new contact's id.
    /// - Throws: `.conflict` on the form field where the account has the address or number already.
    func insert(_ contact: Contact, account: Int64) throws -> Int64 {
        try requireFree(contact, account: account)
        let now = session.now.storedTime
        let newest = try Int64.fetchOne(db, sql: "SELECT created_at FROM contact ORDER BY id DESC LIMIT 1")
        let id = try db.insert(
            into: "contact",
            fields(contact) + [
                ("account", account), ("numid", try nextNumber(account)), ("operation", "Alta"),
                // Ids and times of creation share one order, also where the clock was put back.
                ("created_at", max(now, newest ?? 0)), ("updated_at", now),
            ])
        try setGroups(contact.groups, of: id, account: account)
        return id
    }

    /// Writes what a person edits; bounces and events are not among it.
    func save(_ contact: Contact) throws {
        let id = try Self.rowID(contact.id)
        let account = try owner(of: id)
        try requireFree(contact, account: account, except: id)
        try db.update(
            "contact", id: id,
            fields(contact) + [
                ("operation", contact.operation), ("updated_at", session.now.storedTime),
                ("invalid_at", contact.invalidSince?.storedTime),
                ("invalid_why", contact.isInvalid ? contact.invalidReason : nil),
                ("whitelisted_at", contact.whitelistedSince?.storedTime),
            ])
        try setGroups(contact.groups, of: id, account: account)
    }

    func delete(_ contact: Contact) throws {
        try db.execute(sql: "DELETE FROM contact WHERE id = ?", arguments: [try Self.rowID(contact.id)])
    }

    /// Writes an event of the person that no message caused.
    func note(_ kind: StoredEventKind, _ contact: Contact, rule: String? = nil, detail: String? = nil) throws
    {
        let id = try Self.rowID(contact.id)
        let time = session.now.storedTime
        try db.execute(
            sql: """
                INSERT INTO event (account, kind, at, contact, address, source, rule, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                try owner(of: id), kind.rawValue, time, id,
                contact.email.isEmpty ? contact.phone : contact.email, session.who, rule, detail,
            ])
        try db.execute(
            sql: "UPDATE contact SET last_event_at = ?, last_event_kind = ? WHERE id = ?",
            arguments: [time, kind.rawValue, id])
    }

    /// Sets the counts of bounces, which a revalidation clears and its undo brings back.
    func setBounces(hard: Int, soft: Int, of contact: Contact) throws {
        try db.execute(
            sql: "UPDATE contact SET hard_count = ?, soft_count = ? WHERE id = ?",
            arguments: [hard, soft, try Self.rowID(contact.id)])
    }

    /// Sets Dyn's status of the contact's address; nil forgets it.
    func setRecipient(_ status: String?, why: String, of contact: Contact) throws {
        let account = try owner(of: try Self.rowID(contact.id))
        guard let status else {
            return try db.execute(
                sql: "DELETE FROM recipient WHERE account = ? AND address = ?",
                arguments: [account, contact.email])
        }
        let time = session.now.storedTime
        try db.execute(
            sql: """
                INSERT INTO recipient (account, address, status, why, activated_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, address) DO UPDATE SET
                status = excluded.status, why = excluded.why, changed_at = excluded.changed_at,
                activated_at = coalesce(excluded.activated_at, recipient.activated_at)
                """, arguments: [account, contact.email, status, why, status == "active" ? time : nil, time])
    }

    static func rowID(_ id: ResourceID) throws -> Int64 {
        guard let number = Int64(id.native) else {
            throw ServiceError(.notFound, "“\(id.native)” is no id of a contact.")
        }
        return number
    }

    func owner(of id: Int64) throws -> Int64 {
        let account = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT account FROM contact WHERE id = ?"), arguments: [id])
        guard let account else {
            throw ServiceError(.notFound, "The contact is gone.", hint: "Refresh the list.")
        }
        return account
    }
}

extension ContactEdits {
    private func fields(_ contact: Contact) -> ColumnValues {
        let (email, phone) = (contact.email.nilIfEmpty, contact.phone.nilIfEmpty)
        return [
            ("email", email), ("phone", phone), ("first_name", contact.firstName),
            ("last_name", contact.lastName), ("age", contact.age), ("sex", contact.sex),
            ("fields", JSONText.text(contact.customFields)),
            ("name_sort", SearchFolding.nameSortKey(last: contact.lastName, first: contact.firstName)),
            (
                "search",
                SearchFolding.searchText(
                    email: email, first: contact.firstName, last: contact.lastName, phone: phone)
            ),
        ]
    }

    private func nextNumber(_ account: Int64) throws -> Int64 {
        let number = try Int64.fetchOne(
            db,
            sql: """
                UPDATE account SET contact_numid = max(contact_numid,
                (SELECT coalesce(max(numid), 0) FROM contact WHERE account = account.id)) + 1
                WHERE id = ? RETURNING contact_numid
                """, arguments: [account])
        return number ?? 1
    }

    /// Groups that are not there yet come into being.
    private func setGroups(_ names: [String], of id: Int64, account: Int64) throws {
        let kept = try names.map { try GroupQueries.idOrNew($0, account: account, at: session.now, in: db) }
        let list = kept.map(String.init).joined(separator: ", ")
        try db.execute(
            sql: "DELETE FROM grp_member WHERE contact = ? AND grp NOT IN (\(list))", arguments: [id])
        for group in kept {
            try db.execute(
                sql: "INSERT INTO grp_member (grp, contact) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [group, id])
        }
    }

    private func requireFree(_ contact: Contact, account: Int64, except id: Int64? = nil) throws {
        for (field, column, text) in [("email", "email", contact.email), ("phone", "phone", contact.phone)]
        where !text.isEmpty {
            let taken = try Int64.fetchOne(
                db, sql: "SELECT id FROM contact WHERE account = ? AND \(column) = ?",
                arguments: [account, text])
            guard let taken, taken != id else { continue }
            throw ServiceError(
                .conflict, "The account has a contact \(text) already.", hint: "Edit that one instead.",
                field: field)
        }
    }
}

extension String {
    var nilIfEmpty: String? { isEmpty ? nil : self }
}
