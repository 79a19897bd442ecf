import FoundationEssentials
package import ServiceCore
import Synchronization

/// A connection over a handful of contacts in memory, with every operation that the generic code can meet.
package final class FakePeople: Sendable {
    private let contacts: Mutex<[Contact]>
    private let name: ConnectionID

    /// - Parameter emails: the contacts to begin with; their ids are `1`, `2` and so on.
    package init(_ emails: [String], connection: ConnectionID = "fake") {
        name = connection
        contacts = Mutex(
            emails.enumerated().map { index, email in
                var contact = Contact(
                    id: ResourceID(connection, .contact, String(index + 1)), account: "acme", email: email)
                contact.created = Date(timeIntervalSince1970: 1_772_366_400 + Double(index))
                return contact
            })
    }

    /// The contacts as they are now.
    package var all: [Contact] { contacts.withLock { $0 } }

    /// Changes a contact behind everybody's back.
    package func change(_ email: String, _ change: (inout Contact) -> Void) {
        contacts.withLock { contacts in
            for index in contacts.indices where contacts[index].email == email { change(&contacts[index]) }
        }
    }

    package var connection: Connection {
        Connection(id: name, platform: "fake", resources: [RowOperations(operations)], trace: trace)
    }

    private var trace: @Sendable (String) async throws(ServiceError) -> PersonTrace {
        { [self] address async throws(ServiceError) in
            guard let contact = all.first(where: { $0.email == address }) else {
                return PersonTrace(address: address)
            }
            let stop =
                contact.isInvalid
                ? PersonTrace.Stop(
                    rule: "invalid", since: contact.invalidSince, cause: "kim@console", remedy: "revalidate")
                : nil
            return PersonTrace(
                address: address,
                verdicts: [.init(connection: name, account: contact.account, contact: contact.id, stop: stop)]
            )
        }
    }

    private var operations: ResourceOperations<Contact> {
        ResourceOperations(
            list: .loaded(sort: RowOrder("email")) { [self] () async throws(ServiceError) in all },
            find: { [self] key async throws(ServiceError) in
                all.first { $0.email == key || $0.id.native == key }
            },
            create: creation, update: updating, delete: deletion, actions: [whitelist, forget, newKey])
    }
}

extension FakePeople {
    private static func form(_ contact: Contact?) -> FormDescription {
        FormDescription(
            title: contact == nil ? "New contact" : "Edit contact",
            fields: [
                FormField("email", "E-mail", value: contact?.email ?? "", isRequired: true),
                FormField("first_name", "First name", value: contact?.firstName ?? ""),
                FormField("pin", "PIN", .secret),
                FormField("account", "Account", .fixed, value: "acme"),
            ])
    }

    private var creation: Submission<Contact> {
        Submission(
            form: { _ async throws(ServiceError) in Self.form(nil) },
            submit: { [self] _, values async throws(ServiceError) in
                let email = try values.required("email", "E-mail")
                var contact = Contact(
                    id: ResourceID(name, .contact, String(all.count + 1)), account: "acme", email: email)
                contact.firstName = values.text("first_name") ?? ""
                let made = contact
                contacts.withLock { $0.append(made) }
                return EditOutcome("\(email) created", rows: [Row(made)])
            })
    }

    private var updating: Submission<Contact> {
        Submission(
            form: { contact async throws(ServiceError) in Self.form(contact) },
            submit: { [self] contact, values async throws(ServiceError) in
                guard let contact else { throw ServiceError(.invalid, "There is nothing to change.") }
                let firstName = values.text("first_name") ?? ""
                change(contact.email) { $0.firstName = firstName }
                return EditOutcome("\(contact.email) changed")
            })
    }

    private var deletion: Deletion<Contact> {
        Deletion(confirmation: { _ in .yesNo }) { [self] ids async throws(ServiceError) in
            contacts.withLock { contacts in contacts.removeAll { ids.contains($0.id) } }
            return EditOutcome("\(ids.count) deleted")
        }
    }

    private var whitelist: ResourceAction<Contact> {
        ResourceAction(
            "whitelist", title: "whitelist", help: "Keeps a contact from being made invalid.",
            effect: .reversible,
            availability: { $0.isWhitelisted ? .disabled("already whitelisted") : .available },
            perform: { [self] ids, _ async throws(ServiceError) in
                for contact in all where ids.contains(contact.id) {
                    change(contact.email) { $0.whitelistedSince = Date(timeIntervalSince1970: 0) }
                }
                return EditOutcome("\(ids.count) whitelisted")
            })
    }

    private var forget: ResourceAction<Contact> {
        ResourceAction(
            "forget", title: "forget", help: "Removes every trace.", effect: .irreversible,
            confirmation: { .name($0.email) },
            form: { _ async throws(ServiceError) in
                FormDescription(title: "Forget", fields: [FormField("reason", "Reason", isRequired: true)])
            },
            perform: { ids, values async throws(ServiceError) in
                EditOutcome("\(ids.count) forgotten: \(try values.required("reason", "Reason"))")
            })
    }

    private var newKey: ResourceAction<Contact> {
        ResourceAction(
            "new-key", title: "new key", help: "Makes a key.", effect: .irreversible,
            perform: { _, _ async throws(ServiceError) in
                EditOutcome("key made", revealed: [.init("API key", Secret("k-123"))])
            })
    }
}
