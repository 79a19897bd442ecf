import ServiceCore

/// The lines of a contact's form, and what of them DMDS is sent.
enum ContactLines {
    private static let own = FormLines<Contact>("first_name", "last_name", "age", "sex", "fields")

    static func fields(_ contact: Contact?, blank: Contact) -> [FormField] {
        var lines = FormLines<Contact>(
            "email", "first_name", "last_name", "age", "sex", "groups", "fields")
        lines["email"].isRequired = true
        if contact != nil { lines["email"].kind = .fixed }
        lines["groups"].help = "Between commas; a group that is missing comes into being."
        return lines.fields(of: contact ?? blank)
    }

    private static func groupText(_ contact: Contact) -> String { contact.groups.joined(separator: ", ") }

    /// Reads the lines that the form has; the others stay.
    static func read(_ values: FormValues, into before: Contact) throws(ServiceError) -> Contact {
        var contact = before
        try own.read(values, into: &contact)
        // A name may hold a comma, so that a line left as it was is not read back.
        if let text = values["groups"], text != groupText(contact) {
            contact.groups = try groups(values, contact.groups)
        }
        // What has been changed is known from then on.
        contact.untold.subtract(Row.changes(from: told(before), to: told(contact)).map(\.field))
        return contact
    }

    private static func told(_ contact: Contact) -> Row {
        var told = contact
        told.untold = []
        return Row(told)
    }

    /// The groups that it is in, in their order, and then the new ones.
    private static func groups(_ values: FormValues, _ before: [String]) throws(ServiceError) -> [String] {
        let wanted = values.list("groups")
        if let gone = before.first(where: { !wanted.contains($0) }) {
            throw ServiceError(
                .unsupported, "DMDS cannot take a contact out of “\(gone)”: its API has no such call.",
                hint: "Leave “\(gone)” in groups; take it out in DMDS’s own console.", field: "groups")
        }
        return wanted.reduce(into: before) { groups, name in
            if !groups.contains(name) { groups.append(name) }
        }
    }

    /// What must be sent so that one becomes the other: DMDS keeps what is left out, `null` empties.
    static func changes(from before: Contact, to after: Contact) -> JSONValue {
        var body: JSONValue = .object([])
        if before.firstName != after.firstName { body.add("nombre", value(after.firstName)) }
        if before.lastName != after.lastName { body.add("apellido", value(after.lastName)) }
        if before.age != after.age { body.add("edad", after.age.map(JSONValue.integer) ?? .null) }
        if before.sex != after.sex { body.add("sexo", value(after.sex ?? "")) }
        let joined = after.groups.filter { !before.groups.contains($0) }
        if !joined.isEmpty { body.add("bases", JSONValue.strings(joined)) }
        let fields = fieldChanges(from: before.customFields, to: after.customFields)
        if !fields.isEmpty { body.add("campos", JSONValue.object(fields)) }
        return body
    }

    private static func value(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }

    private static func fieldChanges(
        from before: [String: String], to after: [String: String]
    ) -> [JSONValue.Member] {
        Set(before.keys).union(after.keys).sorted().compactMap { name in
            guard before[name] != after[name] else { return nil }
            return JSONValue.Member(name, after[name].map(JSONValue.string) ?? .null)
        }
    }

    /// A contact with its lines as another state of it has them.
    static func taking(from lines: Contact, onto now: Contact) -> Contact {
        var contact = now
        (contact.firstName, contact.lastName) = (lines.firstName, lines.lastName)
        (contact.age, contact.sex) = (lines.age, lines.sex)
        (contact.groups, contact.customFields) = (lines.groups, lines.customFields)
        return contact
    }

    /// Whether two states of a contact agree in all that a form shows.
    static func isSame(_ left: Contact, _ right: Contact) -> Bool {
        changes(from: left, to: right).members.isEmpty && Set(left.groups) == Set(right.groups)
    }
    /// Whether they do as far as both tell: a list may tell less of a contact than a look-up.
    static func agree(_ left: Contact, _ right: Contact) -> Bool {
        isSame(left.learning(from: right), right.learning(from: left))
    }
}
