package import ServiceCore

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
