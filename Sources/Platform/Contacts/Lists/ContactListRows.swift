import FoundationEssentials
import ServiceCore
import Store

/// What a list of contacts does to those of one account.
struct ContactListRows: ListTaking {
    typealias Change = (before: Contact, after: Contact)

    let kind = ResourceKind.contact
    let connection: ConnectionID
    let owner: Int64
    var account: Int64? { owner }

    private var table: ContactTable { ContactTable(connection: connection) }

    func entry(_ cells: ListCells) throws(ServiceError) -> ContactEntry {
        try ContactEntry(cells, connection)
    }

    func identities(of entry: ContactEntry) -> [String] {
        [entry.emailKey, entry.phoneKey].compactMap(\.self)
    }

    func name(of entry: ContactEntry) -> String { entry.contact.addressName }

    func judge(_ entries: [ContactEntry], in db: ReadTransaction) throws -> [ListJudgement<Change>] {
        let emails = try known("email", entries.compactMap(\.emailKey), in: db)
        let phones = try known("phone", entries.compactMap(\.phoneKey), in: db)
        let ids = Set(emails.values).union(phones.values)
        let there = try ContactRows(db: db, connection: connection).contacts(ids.sorted())
        let contacts = Dictionary(there.map { ($0.id.native, $0) }, uniquingKeysWith: { first, _ in first })
        let erased = ErasedPeople(db: db)
        return try entries.map { entry in
            if let fault = try erased.fault(of: entry.contact) { return .refused(fault) }
            var id = entry.emailKey.flatMap { emails[$0] }
            // Somebody known by a number alone is who has it, and gets the address.
            if id == nil, let holder = entry.phoneKey.flatMap({ phones[$0] }),
                entry.emailKey == nil || contacts[String(holder)]?.email.isEmpty == true
            {
                id = holder
            }
            if let phone = entry.phoneKey, let holder = phones[phone], holder != id {
                return .refused("the account has another contact “\(phone)” already")
            }
            guard let id, let before = contacts[String(id)] else { return .new }
            do throws(ServiceError) {
                let after = try entry.applied(to: before)
                let known = [before.email, before.phone].filter { !$0.isEmpty }.map(AddressRules.key)
                return after == before ? .same(known: known) : .changed((before, after), known: known)
            } catch {
                return .refused(error.message)
            }
        }
    }

    func newGroups(_ entries: [ContactEntry], in db: ReadTransaction) throws -> [String] {
        var names: [NameKey: String] = [:]
        for name in entries.flatMap(\.contact.groups) { names[NameKey(name)] = names[NameKey(name)] ?? name }
        return try names.values.sorted().filter {
            try NameIdentity.row(called: $0, in: "grp", account: owner, db) == nil
        }
    }

    /// Which of these are contacts' already, with the contacts' ids.
    private func known(_ column: String, _ keys: [String], in db: ReadTransaction) throws -> [String: Int64] {
        var known: [String: Int64] = [:]
        for start in stride(from: 0, to: keys.count, by: 500) {
            let portion = Array(keys[start..<min(start + 500, keys.count)])
            let rows = try SQLRow.fetchAll(
                db,
                """
                SELECT \(sql: column), id FROM contact WHERE account = \(owner)
                AND \(sql: column) IN (\(list: portion)) AND \(sql: column) IS NOT NULL
                """)
            for row in rows { known[row[0]] = row[1] }
        }
        return known
    }
}

extension ContactListRows {
    func write(
        _ entries: [(entry: ContactEntry, judgement: ListJudgement<Change>)], in session: EditSession
    ) throws -> ImportPart {
        var writing = ContactListWriting(session: session, account: owner, connection: connection)
        let new = entries.compactMap { if case .new = $0.judgement { $0.entry.contact } else { nil } }
        try writing.insert(new)
        for case (_, .changed(let change, _)) in entries {
            try writing.change(change.before, to: change.after)
        }
        return writing.part
    }
}

/// Writes the contacts of one portion of a list, and keeps what takes them back.
private struct ContactListWriting {
    let session: EditSession
    let account: Int64
    let connection: ConnectionID
    private(set) var part = ImportPart()
    private var groups: [NameKey: Int64] = [:]

    init(session: EditSession, account: Int64, connection: ConnectionID) {
        (self.session, self.account, self.connection) = (session, account, connection)
    }

    private var db: WriteTransaction { session.database }

    mutating func insert(_ contacts: [Contact]) throws {
        guard !contacts.isEmpty else { return }
        let time = session.now.storedTime
        let numid = try ContactTable.reserveNumids(contacts.count, account: account, in: db)
        for (place, contact) in contacts.enumerated() {
            let columns: ColumnValues = [
                ("account", account), ("numid", numid + place), ("created_at", time), ("updated_at", time),
            ]
            let id = try db.insert(into: "contact", columns + (try ContactTable.columns(contact)))
            part.made = (part.made?.lowerBound ?? id)...id
            _ = try join(id, contact.groups)
        }
    }

    mutating func change(_ before: Contact, to after: Contact) throws {
        let table = ContactTable(connection: connection)
        let id = try table.rowID(before)
        let kept = try SQLRow.fetchOne(
            db, cached: "SELECT \(sql: ContactListReverting.columns) FROM contact WHERE id = \(id)")
        var contact = after
        contact.operation = ContactOperation.changed.rawValue
        let mark = before.email.isEmpty ? try AddressMark.of(after.email, for: id, in: db) : nil
        try table.save(contact, in: db)
        try db.update("contact", id: id, [("updated_at", session.now.storedTime)], isEdit: false)
        let old = Set(before.groups)
        let joined = try join(id, after.groups.filter { !old.contains($0) })
        part.rest.changed.append(
            ImportPart.Changed(
                id: id, revision: before.revision + 1, values: (kept?.values ?? []).map { StoredValue($0) },
                joined: joined, note: try mark.map { try JSONText.text($0) }))
    }

    /// - Returns: the groups.
    private mutating func join(_ contact: Int64, _ names: [String]) throws -> [Int64] {
        try names.map { name in
            let group = try group(name)
            try db.execute(
                cached: "INSERT INTO grp_member (grp, contact) VALUES (\(group), \(contact))")
            return group
        }
    }

    /// Made where the account has none of that name.
    private mutating func group(_ name: String) throws -> Int64 {
        let key = NameKey(name)
        if let known = groups[key] { return known }
        if let row = try NameIdentity.row(called: name, in: "grp", account: account, db) {
            groups[key] = row["id"] as Int64
        } else {
            let id = try db.insert(
                into: "grp",
                [("account", account), ("name", name), ("created_at", session.now.storedTime)])
            part.rest.groups.append(id)
            groups[key] = id
        }
        return groups[key] ?? 0
    }
}
