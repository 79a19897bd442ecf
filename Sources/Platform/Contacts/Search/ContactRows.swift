import FoundationEssentials
import ServiceCore
import Store

/// Reads contacts with everything that a row shows: groups, recipient status, suppression.
struct ContactRows {
    let db: ReadTransaction
    let connection: ConnectionID

    /// The contacts of these ids, in their order; those that are gone are left out.
    func contacts(_ ids: [Int64]) throws -> [Contact] {
        guard !ids.isEmpty else { return [] }
        let list = Many(ids)
        let groups = try groups(list)
        let reasons = try suppressions(list)
        let phoneReasons = try phoneSuppressions(list)
        let rows = try list.rows(
            db,
            """
            SELECT c.*, a.username AS owner_name, r.status AS recipient_status FROM contact c
            JOIN account a ON a.id = c.account
            LEFT JOIN recipient r ON r.account = c.account AND r.address = c.email
            WHERE c.id IN (\(list.ids))
            """)
        var contacts: [Int64: Contact] = [:]
        for row in rows {
            let id: Int64 = row["id"]
            contacts[id] = contact(row, groups: groups[id] ?? [], suppression: reasons[id])
            contacts[id]?.phoneSuppression = phoneReasons[id]
        }
        return ids.compactMap { contacts[$0] }
    }

    func contact(_ id: Int64) throws -> Contact? { try contacts([id]).first }

    private func contact(
        _ row: SQLRow, groups: [String], suppression: Suppression.Reason?
    ) -> Contact {
        var contact = Contact(
            id: ResourceID(connection, .contact, String(row["id"] as Int64)), account: row["owner_name"],
            email: row["email_written"] ?? row["email"] ?? "")
        contact.numid = row["numid"]
        contact.phone = row["phone"] ?? ""
        contact.firstName = row["first_name"]
        contact.lastName = row["last_name"]
        contact.age = row["age"]
        contact.sex = row["sex"]
        contact.groups = groups
        contact.customFields = JSONText.map(row["fields"])
        contact.channels = ContactChannels(allowsEmail: row["allows_email"], allowsSMS: row["allows_sms"])
        contact.operation = row["operation"]
        contact.recipientStatus = row["recipient_status"]
        contact.suppression = suppression
        contact.created = row["created_at"]
        contact.revision = row["rev"]
        ContactMarks(row).show(on: &contact)
        return contact
    }

    private func groups(_ list: Many) throws -> [Int64: [String]] {
        let rows = try list.rows(
            db,
            """
            SELECT m.contact, g.name FROM grp_member m JOIN grp g ON g.id = m.grp
            WHERE m.contact IN (\(list.ids)) ORDER BY g.name
            """)
        return rows.reduce(into: [:]) { $0[$1[0], default: []].append($1[1]) }
    }

    private func suppressions(_ list: Many) throws -> [Int64: Suppression.Reason] {
        let rows = try list.rows(
            db,
            """
            SELECT c.id, s.reason FROM contact c JOIN suppression s
            ON s.address IN (c.email, \(sql: ErasedKey.ifAny("c.email")))
            WHERE c.id IN (\(list.ids)) AND c.is_suppressed = 1 AND s.channel = 'email'
            AND s.lifted_at IS NULL AND (s.account = c.account OR s.account IS NULL) ORDER BY s.at DESC
            """)
        return rows.reduce(into: [:]) { $0[$1[0]] = Suppression.Reason(rawValue: $1[1]) ?? .manual }
    }

    private func phoneSuppressions(_ list: Many) throws -> [Int64: Suppression.Reason] {
        let rows = try list.rows(
            db,
            """
            SELECT c.id, s.reason FROM contact c JOIN suppression s
            ON s.address IN (c.phone, \(sql: ErasedKey.ifAny("c.phone")))
            WHERE c.id IN (\(list.ids)) AND s.channel = 'sms' AND s.lifted_at IS NULL
            AND (s.account = c.account OR s.account IS NULL) ORDER BY s.at DESC
            """)
        return rows.reduce(into: [:]) { $0[$1[0]] = Suppression.Reason(rawValue: $1[1]) ?? .manual }
    }
}

/// The ids of a query: one as an argument, so that edits of many contacts prepare it once, more as they are.
private struct Many {
    let ids: SQL
    private let isOne: Bool

    init(_ ids: [Int64]) {
        isOne = ids.count == 1
        self.ids = isOne ? "\(ids[0])" : "\(sql: ids.map(String.init).joined(separator: ", "))"
    }

    func rows(_ db: ReadTransaction, _ sql: SQL) throws -> [SQLRow] {
        isOne ? try SQLRow.fetchAll(db, cached: sql) : try SQLRow.fetchAll(db, sql)
    }
}
