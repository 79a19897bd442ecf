import ServiceCore

extension ContactKind {
    var creation: Submission<Contact> {
        Submission(
            form: { _ async throws(ServiceError) in
                let accounts = try await context.store.read { db in try AccountQueries.usernames(in: db) }
                let kind: FormField.Kind = accounts.count <= 50 ? .choice(accounts) : .text
                return FormDescription(
                    title: "New contact",
                    fields: [
                        FormField(
                            "account", "Account", kind, value: accounts.count == 1 ? accounts[0] : "",
                            isRequired: true, help: "The user name of the account that it belongs to.")
                    ] + Self.fields(blank))
            },
            submit: { _, values async throws(ServiceError) in
                let draft = try Self.read(values, into: blank)
                return try await editor.create { session in
                    let name = try values.required("account", "The account")
                    guard let account = try AccountQueries.rowID(named: name, in: session.database) else {
                        throw ServiceError(.invalid, "There is no account “\(name)”.", field: "account")
                    }
                    return String(try ContactEdits(session: session).insert(draft, account: account))
                }
            })
    }

    var change: Submission<Contact> {
        Submission(
            form: { contact async throws(ServiceError) in
                let contact = contact ?? blank
                return FormDescription(
                    title: "Edit contact",
                    fields: [FormField("account", "Account", .fixed, value: contact.account)]
                        + Self.fields(contact))
            },
            submit: { opened, values async throws(ServiceError) in
                let change = RowChange<Contact>(
                    "edit", notice: { "\($0) changed" },
                    apply: { _, contact in
                        let before = contact
                        contact = try Self.read(values, into: contact)
                        if contact != before { contact.operation = "Modificacion" }
                    })
                return try await editor.update(opened, by: change)
            })
    }

    private var blank: Contact {
        Contact(id: ResourceID(context.connection, .contact, ""), account: "", email: "")
    }

    private static func fields(_ contact: Contact) -> [FormField] {
        let map = contact.customFields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return [
            FormField("email", "E-mail", value: contact.email, help: "This or a phone number is needed."),
            FormField("phone", "Phone", value: contact.phone, help: "With the country, as +15550100200."),
            FormField("first_name", "First name", value: contact.firstName),
            FormField("last_name", "Last name", value: contact.lastName),
            FormField("age", "Age", .integer(0...150), value: contact.age.map(String.init) ?? ""),
            FormField("sex", "Sex", .choice(["", "F", "M"]), value: contact.sex ?? ""),
            FormField(
                "groups", "Groups", .list, value: contact.groups.joined(separator: ", "),
                help: "New names make new groups."),
            FormField(
                "fields", "Fields", .map, value: map.joined(separator: ", "),
                help: "name=value; what is not named stays, name= removes it."),
        ]
    }

    /// What the form says, over what the contact has; absent fields stay.
    private static func read(_ values: FormValues, into old: Contact) throws(ServiceError) -> Contact {
        var contact = old
        try readAddresses(values, into: &contact)
        try values.read("first_name", into: &contact.firstName)
        try values.read("last_name", into: &contact.lastName)
        try values.read("age", into: &contact.age, in: 0...150)
        if values["sex"] != nil { contact.sex = try sex(values) }
        if values["groups"] != nil { contact.groups = try groups(values) }
        for (name, value) in try values.map("fields") {
            contact.customFields[name] = value.isEmpty ? nil : value
        }
        return contact
    }

    private static func readAddresses(_ values: FormValues, into contact: inout Contact) throws(ServiceError)
    {
        try values.read("email", into: &contact.email, .address)
        contact.email = contact.email.lowercased()
        if let text = try values.line("phone") {
            guard let phone = AddressRules.normalized(phone: text) else {
                throw ServiceError(
                    .invalid, "“\(text)” is no phone number.",
                    hint: "Write the country and 8 to 15 digits: +15550100200.", field: "phone")
            }
            contact.phone = phone
        } else if values["phone"] != nil {
            contact.phone = ""
        }
        guard contact.email.isEmpty, contact.phone.isEmpty else { return }
        throw ServiceError(
            .invalid, "A contact needs an e-mail address or a phone number.", hint: "Write name@example.com.",
            field: "email")
    }

    private static func sex(_ values: FormValues) throws(ServiceError) -> String? {
        guard let text = values.text("sex")?.uppercased() else { return nil }
        guard text == "F" || text == "M" else {
            throw ServiceError(.invalid, "“\(text)” is neither F nor M.", field: "sex")
        }
        return text
    }

    /// Names in order and once each, as they are stored.
    private static func groups(_ values: FormValues) throws(ServiceError) -> [String] {
        if let fault = TextRule.fault(ofLine: values.text("groups") ?? "", limit: 4096) {
            throw ServiceError(.invalid, "The text \(fault).", field: "groups")
        }
        return Set(values.list("groups")).sorted()
    }
}
