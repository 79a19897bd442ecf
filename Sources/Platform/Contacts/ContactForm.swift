import ServiceCore

/// The lines of a contact's form and how they are read.
enum ContactForm {
    static func fields(_ contact: Contact?) -> [FormField] {
        let pairs = (contact?.customFields ?? [:]).sorted { $0.key < $1.key }
        return [
            FormField("email", "E-mail", value: contact?.email ?? ""),
            FormField("first_name", "First name", value: contact?.firstName ?? ""),
            FormField("last_name", "Last name", value: contact?.lastName ?? ""),
            FormField(
                "phone", "Phone", value: contact?.phone ?? "", help: "With country code: +34600123456."),
            FormField("age", "Age", .integer(ages), value: contact?.age.map { String($0) } ?? ""),
            FormField("sex", "Sex", .choice(["", "F", "M"]), value: contact?.sex ?? ""),
            FormField(
                "groups", "Groups", .list, value: (contact?.groups ?? []).joined(separator: ", "),
                help: "Between commas; new ones are named before they are made."),
            FormField(
                "fields", "Fields", .map,
                value: pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ", "),
                help: "name=value between commas."),
            FormField(
                "channels", "Channels", .choice(ContactChannels.allCases.map(\.rawValue)),
                value: (contact?.channels ?? .both).rawValue, help: "By which it may be sent to at all."),
        ]
    }

    /// Reads the lines that the form has into a contact and checks them.
    static func read(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        try values.read("email", into: &contact.email, .address)
        try values.read("phone", into: &contact.phone, .phone)
        guard !contact.email.isEmpty || !contact.phone.isEmpty else {
            throw ServiceError(
                .invalid, "A contact needs an e-mail address or a phone number.", field: "email")
        }
        try values.read("first_name", into: &contact.firstName)
        try values.read("last_name", into: &contact.lastName)
        try values.read("age", into: &contact.age, in: ages)
        if values["sex"] != nil { contact.sex = try sex(values) }
        if values["groups"] != nil { contact.groups = try groups(values) }
        if values["fields"] != nil { contact.customFields = try fields(values) }
        if let channels = values.text("channels") { contact.channels = try Self.channels(channels) }
    }

    private static let ages = 0...150

    private static func sex(_ values: FormValues) throws(ServiceError) -> String? {
        guard let text = values.text("sex")?.uppercased() else { return nil }
        guard ["F", "M"].contains(text) else {
            throw ServiceError(.invalid, "“\(text)” is neither F nor M.", field: "sex")
        }
        return text
    }

    private static func channels(_ text: String) throws(ServiceError) -> ContactChannels {
        let names = ContactChannels.allCases.map(\.rawValue)
        if let channels = ContactChannels(rawValue: text) { return channels }
        throw ServiceError(
            .invalid, "“\(text)” is no choice of channels.",
            hint: "One of: \(names.joined(separator: ", ")).",
            field: "channels")
    }

    /// Each once, in order.
    private static func groups(_ values: FormValues) throws(ServiceError) -> [String] {
        _ = try values.line("groups", limit: 10_000)
        let names = values.list("groups")
        if let long = names.first(where: { $0.count > GroupKind.longestName }) {
            throw ServiceError(.invalid, "“\(long)” is too long for a group's name.", field: "groups")
        }
        var known: Set<NameKey> = []
        return names.filter { known.insert(NameKey($0)).inserted }.sorted()
    }

    private static func fields(_ values: FormValues) throws(ServiceError) -> [String: String] {
        _ = try values.line("fields", limit: 100_000)
        return try values.map("fields").filter { !$0.value.isEmpty }
    }
}
