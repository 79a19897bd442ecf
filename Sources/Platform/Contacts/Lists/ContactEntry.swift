import ServiceCore

/// A row of a list of contacts, read and checked; what it leaves out says nothing.
struct ContactEntry: Sendable {
    /// The row as a new contact.
    let contact: Contact
    /// By what its address is known; nil where it has none.
    let emailKey: String?
    /// What its cells say of the lines of a contact's form, but for those that add to what is there.
    private let values: FormValues
    private let groups: [String]
    private let own: [String: String]

    /// More of either than a person could look through.
    private static let most = 500

    init(_ cells: ListCells, _ connection: ConnectionID) throws(ServiceError) {
        var values = cells.values
        let listed = try Self.groups(values)
        let own = try values.map("fields").merging(cells.own) { $1 }.filter { !$0.value.isEmpty }
        for (name, value) in own { try Self.check(name, value) }
        (values["groups"], values["fields"]) = (nil, nil)
        (self.values, groups, self.own) = (values, listed, own)
        var new = Contact(id: ResourceID(connection, .contact, ""), account: "", email: "")
        new.operation = ContactOperation.added.rawValue
        try ContactForm.read(values, into: &new)
        new.groups = listed
        new.customFields = own
        contact = new
        emailKey = new.email.isEmpty ? nil : AddressRules.key(of: new.email)
    }

    var phoneKey: String? { contact.phone.isEmpty ? nil : contact.phone }

    /// The row that there is as this makes it: what it says goes in, groups and fields are added.
    func applied(to before: Contact) throws(ServiceError) -> Contact {
        var after = before
        try ContactForm.read(values, into: &after)
        // The same address in other letters is no change.
        if emailKey == AddressRules.key(of: before.email) { after.email = before.email }
        var known = Set(before.groups.map { NameKey($0) })
        after.groups += groups.filter { known.insert(NameKey($0)).inserted }
        after.customFields.merge(own) { $1 }
        guard after.groups.count <= Self.most, after.customFields.count <= Self.most else {
            throw ServiceError(.invalid, "A contact has at most \(Self.most) groups and fields.")
        }
        return after
    }

    private static func groups(_ values: FormValues) throws(ServiceError) -> [String] {
        var known: Set<NameKey> = []
        var names: [String] = []
        // Programs part them by other signs than forms do.
        for part in (values.text("groups") ?? "").split(whereSeparator: { ",;|".contains($0) }) {
            let text = String(part).trimmingBlanks
            if text.isEmpty { continue }
            let name = try ContactGroup.checked(text)
            if known.insert(NameKey(name)).inserted { names.append(name) }
        }
        return names.sorted()
    }

    private static func check(_ name: String, _ value: String) throws(ServiceError) {
        let fault = TextRule.fault(ofLine: name, limit: 200) ?? TextRule.fault(ofLine: value, limit: 10_000)
        if let fault { throw ServiceError(.invalid, "The field “\(name.prefix(40))” \(fault).") }
    }
}
