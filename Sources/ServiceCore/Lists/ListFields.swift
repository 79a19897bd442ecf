/// The fields of a kind that lists fill, with the headings that they go by.
package struct ListFields: Sendable {
    /// Each field with its headings, folded.
    private let names: [(id: FieldID, names: [String])]
    /// The fields of which a row needs one.
    package let keys: [FieldID]
    /// As a sentence calls them: `e-mail address`.
    package let keyName: String
    /// Whether rows have fields of their own.
    package let hasOwn: Bool

    package var ids: [FieldID] { names.map(\.id) }

    /// Nil for a heading that means none.
    func field(called heading: String) -> FieldID? {
        let key = Self.folded(heading)
        return names.first { $0.names.contains(key) }?.id
    }

    /// - Throws: `.invalid` naming the nearest field.
    func target(called name: String) throws(ServiceError) -> ListColumns.Target {
        if hasOwn, name.lowercased().hasPrefix("fields."), name.count > 7 {
            return .own(String(name.dropFirst(7)))
        }
        if let id = names.first(where: { $0.id == name.lowercased() })?.id { return .field(id) }
        let nearest = NearestName.to(name, among: ids).map { "Did you mean \($0)? " } ?? ""
        let own = hasOwn ? ", fields.NAME" : ""
        throw ServiceError(
            .invalid, "“\(name)” is no field that a list fills.",
            hint: "\(nearest)Fields: \(ids.joined(separator: ", "))\(own).")
    }

    /// Letters and digits alone, without case and accents: `E-Mail address` is `emailaddress`.
    static func folded(_ heading: String) -> String {
        TextFolding.fold(heading).filter { $0.isLetter || $0.isNumber }
    }

    /// Nil for kinds of which no lists come in.
    package static func of(_ kind: ResourceKind) -> ListFields? {
        switch kind {
        case .contact: .contact
        case .suppression: .suppression
        default: nil
        }
    }

    package static let contact = ListFields(
        names: [
            ("email", ["email", "emailaddress", "mail", "mailaddress", "address", "recipient"]),
            (
                "phone",
                [
                    "phone", "phonenumber", "mobile", "mobilephone", "cell", "cellphone", "telephone", "tel",
                    "msisdn",
                ]
            ),
            ("first_name", ["firstname", "forename", "givenname", "first"]),
            ("last_name", ["lastname", "surname", "familyname", "last"]),
            ("age", ["age"]), ("sex", ["sex", "gender"]),
            ("groups", ["groups", "group", "list", "lists", "tags", "segment", "segments"]),
            ("fields", ["fields"]), ("channels", ["channels"]),
        ], keys: ["email", "phone"], keyName: "e-mail address or the phone number", hasOwn: true)

    package static let suppression = ListFields(
        names: [
            (
                "address",
                [
                    "address", "email", "emailaddress", "mail", "mailaddress", "recipient", "phone",
                    "phonenumber",
                ]
            ),
            ("reason", ["reason", "suppressionreason", "type"]),
            ("created", ["created", "createdat", "since", "date", "time", "timestamp"]),
            ("note", ["note", "notes", "comment", "error"]), ("channel", ["channel"]),
            ("state", ["state"]),
        ], keys: ["address"], keyName: "address", hasOwn: false)
}
