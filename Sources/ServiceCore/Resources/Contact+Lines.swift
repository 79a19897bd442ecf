// How a contact's lines of several parts are shown in forms, and read.
extension Contact {
    var groupText: String { groups.joined(separator: ", ") }

    var fieldText: String {
        customFields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    }

    /// Each once, in order.
    static func readGroups(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        let names = try values.line("groups", limit: 10_000).map { _ in values.list("groups") } ?? []
        if let long = names.first(where: { $0.count > ContactGroup.longestName }) {
            throw ServiceError(.invalid, "“\(long)” is too long for a group's name.", field: "groups")
        }
        var known: Set<NameKey> = []
        contact.groups = names.filter { known.insert(NameKey($0)).inserted }.sorted()
    }

    /// A value may hold a comma, so that a line left as it was is not read back.
    static func readFields(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        guard values["fields"] != contact.fieldText else { return }
        _ = try values.line("fields", limit: 100_000)
        contact.customFields = try values.map("fields").filter { !$0.value.isEmpty }
    }

    static func readSex(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        let text = values.text("sex")?.uppercased()
        guard let text, !["F", "M"].contains(text) else {
            contact.sex = text
            return
        }
        throw ServiceError(.invalid, "“\(text)” is neither F nor M.", field: "sex")
    }

    /// Empty leaves them.
    static func readChannels(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        guard let text = values.text("channels") else { return }
        guard let channels = ContactChannels(rawValue: text) else {
            throw ServiceError(
                .invalid, "“\(text)” is no choice of channels.",
                hint: "One of: \(ContactChannels.allCases.map(\.rawValue).joined(separator: ", ")).",
                field: "channels")
        }
        contact.channels = channels
    }
}

/// By which channels a contact may be sent to at all, as a person set it.
package enum ContactChannels: String, Sendable, Hashable, CaseIterable {
    case both = "e-mail and SMS"
    case emailAlone = "e-mail alone"
    case smsAlone = "SMS alone"
    case neither = "none"

    package init(allowsEmail: Bool, allowsSMS: Bool) {
        self = allowsEmail ? (allowsSMS ? .both : .emailAlone) : (allowsSMS ? .smsAlone : .neither)
    }

    package var allowsEmail: Bool { self == .both || self == .emailAlone }
    package var allowsSMS: Bool { self == .both || self == .smsAlone }
}

/// What last happened to a contact's record, which DMDS tells in its own words.
package enum ContactOperation: String, Sendable, CaseIterable {
    case added = "Alta"
    case changed = "Modificacion"

    /// What people read; a word that is not known stays as it came.
    package static func word(_ wire: String) -> String {
        switch ContactOperation(rawValue: wire) {
        case .added: "new"
        case .changed: "changed"
        case nil: wire
        }
    }
}
