package import ServiceCore
import Store

/// Writes contacts of one account as wire APIs do: by address, whether they are there or not.
struct ContactSaving: Sendable {
    let kind: ContactKind
    let account: Int64

    /// Makes the contact or changes it.
    func save(_ change: ContactChange, in session: EditSession) throws -> Contact {
        guard let before = try contacts(session).contact(change.email) else {
            return try make(change, in: session)
        }
        var contact = before
        try change.apply(to: &contact)
        contact.operation = "Modificacion"
        guard contact != before else { return before }
        try kind.table.save(contact, in: session.database)
        _ = try ContactEdit.carryOut(
            contact, id: try kind.table.rowID(contact), account: account, in: session)
        let after = try kind.editor.loadExisting(session.database, contact.id.native)
        try session.record("edit", from: before, to: after)
        return after
    }

    private func make(_ change: ContactChange, in session: EditSession) throws -> Contact {
        let db = session.database
        var contact = Contact(
            id: ResourceID(session.connection, .contact, ""), account: "", email: change.email)
        try change.apply(to: &contact)
        contact.operation = "Alta"
        let native = try kind.table.insert(contact, account: account, at: session.now, in: db)
        if !contact.groups.isEmpty {
            _ = try Memberships.set(
                contact.groups, of: Int64(native) ?? 0, account: account, at: session.now, in: db)
        }
        let made = try kind.editor.loadExisting(db, native)
        try session.record("create", from: nil, to: made)
        return made
    }

    /// Makes contacts of those who are none.
    func addMissing(_ changes: [ContactChange], in session: EditSession) throws {
        let keys = changes.map { AddressRules.key(of: $0.email) }
        var known = try contacts(session).known(of: keys)
        let erased = ErasedPeople(db: session.database)
        for (change, key) in zip(changes, keys) where known.insert(key).inserted {
            // They are not sent to either.
            if try erased.time(of: key, .email) != nil { continue }
            _ = try make(change, in: session)
        }
    }

    private func contacts(_ session: EditSession) -> AccountContacts {
        AccountContacts(db: session.database, account: account, connection: session.connection)
    }
}

/// What a caller says of a contact; what it leaves out stays as it is.
package struct ContactChange: Sendable {
    /// As it is written.
    package let email: String
    /// `first_name`, `last_name`, `age` and `sex` as the board's form has them; an empty text clears one.
    package var values = FormValues()
    /// Groups that the contact joins; those that are missing come into being.
    package var groups: [String] = []
    /// Fields of its own; nil takes one away.
    package var fields: [String: String?] = [:]

    /// More of either than a person could look through.
    private static let most = 500

    package init(_ email: String) { self.email = email }

    /// - Throws: `.invalid` for a value that cannot be kept.
    func apply(to contact: inout Contact) throws(ServiceError) {
        try ContactForm.read(values, into: &contact)
        var known = Set(contact.groups.map { NameKey($0) })
        for group in groups {
            let name = try ContactGroup.checked(group)
            if known.insert(NameKey(name)).inserted { contact.groups.append(name) }
        }
        for (name, value) in fields {
            try Self.check(name, value ?? "")
            contact.customFields[name] = value
        }
        guard contact.groups.count <= Self.most, contact.customFields.count <= Self.most else {
            throw ServiceError(.invalid, "A contact has at most \(Self.most) groups and fields.")
        }
    }

    private static func check(_ name: String, _ value: String) throws(ServiceError) {
        let fault = TextRule.fault(ofLine: name, limit: 200) ?? TextRule.fault(ofLine: value, limit: 10_000)
        if name.isEmpty || fault != nil {
            throw ServiceError(
                .invalid, "The field “\(name.prefix(40))” \(fault ?? "has no name").", field: "fields")
        }
    }
}
