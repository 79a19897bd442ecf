import FoundationEssentials
import ServiceCore

extension FakeStore {
    /// Adds contacts of one account by their addresses; the part before the `@` is the id.
    package func putContacts(_ emails: [String]) {
        put(
            emails.map { email in
                let native = String(email.prefix { $0 != "@" })
                return Contact(id: ResourceID(id, .contact, native), account: "acme", email: email)
            })
    }

    var contacts: RowOperations {
        operations(
            Contact.self,
            create: submission({ Self.fields($0) }) { store, _, values throws(ServiceError) in
                let email = try values.required("email", "E-mail")
                store.putContacts([email])
                store.change(String(email.prefix { $0 != "@" }), Contact.self) {
                    $0.firstName = values.text("first_name") ?? ""
                    $0.lastName = values.text("last_name") ?? ""
                }
                let made = store.all(Contact.self).filter { $0.email == email }
                return EditOutcome("\(email) created", rows: made.map { Row($0) })
            },
            update: submission({ Self.fields($0) }) { store, contact, values throws(ServiceError) in
                guard let contact else { throw ServiceError(.invalid, "There is nothing to change.") }
                guard values.text("last_name") != "bad" else {
                    throw ServiceError(
                        .invalid, "“bad” is no name.", hint: "Take another.", field: "last_name")
                }
                guard store.all(Contact.self).contains(contact) else {
                    throw ServiceError(
                        .conflict, "\(contact.email) has changed since the form was opened.",
                        hint: "Open the form again; nothing was changed.")
                }
                let (first, last) = (values.text("first_name") ?? "", values.text("last_name") ?? "")
                return store.edit("changed", [contact.id]) { (row: inout Contact) in
                    row.firstName = first
                    row.lastName = last
                }
            },
            delete: { _ in .yesNo }, unsortable: ["groups": "a contact is in many groups"],
            actions: whitelisting + validity)
    }

    private static func fields(_ contact: Contact?) -> [FormField] {
        [
            FormField(
                "email", "E-mail", contact == nil ? .text : .fixed, value: contact?.email ?? "",
                isRequired: true),
            FormField("first_name", "First name", value: contact?.firstName ?? ""),
            FormField("last_name", "Last name", value: contact?.lastName ?? ""),
            FormField("vip", "VIP", .flag, value: "no"),
            FormField("age", "Age", .integer(0...150)),
            FormField("pin", "PIN", .secret),
            FormField("account", "Account", .fixed, value: "acme"),
        ]
    }

    private var whitelisting: [ResourceAction<Contact>] {
        [
            action(
                "whitelist",
                availability: { $0.isWhitelisted ? .already("already whitelisted") : .available }
            ) {
                $0.whitelistedSince = Date(timeIntervalSince1970: 0)
            },
            action(
                "unwhitelist", availability: { $0.isWhitelisted ? .available : .already("not whitelisted") }
            ) {
                $0.whitelistedSince = nil
            },
        ]
    }

    private var validity: [ResourceAction<Contact>] {
        [
            action(
                "invalidate", confirmation: { $0.isWhitelisted ? .yesNo : .none },
                availability: { $0.isInvalid ? .already("already invalid") : .available }
            ) { $0.invalidSince = Date(timeIntervalSince1970: 0) },
            action("revalidate", availability: { $0.isInvalid ? .available : .already("valid already") }) {
                $0.invalidSince = nil
            },
            action(
                "allow", availability: { $0.suppression == nil ? .already("nothing stops it") : .available }
            ) {
                $0.suppression = nil
            },
        ]
    }
}
