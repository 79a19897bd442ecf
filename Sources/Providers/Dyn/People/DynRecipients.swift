import ServiceCore

/// What can be done with Dyn's recipients, which can be looked up by their whole address alone.
struct DynRecipients: Sendable {
    let client: DynClient
    let suppressions: DynSuppressions

    func operations() -> ResourceOperations<Contact> {
        ResourceOperations(
            find: { address async throws(ServiceError) in try await find(address) },
            create: creation, actions: [allowing, activation])
    }

    /// Any address has a status; one that Dyn has never seen is inactive.
    private func find(_ key: String) async throws(ServiceError) -> Contact? {
        let address = key.trimmingBlanks
        guard DynRule.address.isRight(address), let recipient = try await client.recipients([address]).first
        else { return nil }
        return try await known(recipient).contact
    }

    /// A recipient as a contact, and its entry on the suppression list, with what was written here.
    func known(
        _ recipient: DynRecipient
    ) async throws(ServiceError) -> (contact: Contact, entry: Suppression?) {
        let recipient = client.known(recipient)
        // The status does not say why; an entry on its way in is not listed yet.
        let entry =
            recipient.isSuppressed == true ? try await suppressions.entry(recipient.address) : nil
        return (client.inHand.laid(over: contact(recipient, entry)), entry)
    }

    private func contact(_ recipient: DynRecipient, _ entry: Suppression?) -> Contact {
        var contact = Contact.untold(
            client.id(.contact, recipient.address), account: client.connection.name,
            email: recipient.address)
        contact.recipientStatus = recipient.status
        contact.oddity = recipient.oddity
        contact.isAnswerAlone = recipient.isLikeUnseen
        contact.leaveEmptyUntold(but: ["suppression", "recipient_status", "state", "whitelisted", "fields"])
        if recipient.isSuppressed == nil { contact.untold.insert("suppression") }
        guard recipient.isSuppressed == true else { return contact }
        if recipient.suppressionStatus != "suppressed" {
            contact.customFields["suppression"] = recipient.suppressionStatus
        }
        contact.suppression = entry?.reason ?? .manual
        contact.ownSuppression = entry?.reasonText == nil ? recipient.suppressionStatus : entry?.ownReason
        return contact
    }

    private var allowing: ResourceAction<Contact> {
        ResourceAction(
            .allow,
            help: "Takes the address off the suppression list; bounces and complaints are still counted.",
            effect: .irreversible,
            confirmation: { contact in
                AllowRule.confirmation([contact.suppression].compactMap(\.self), of: contact)
            },
            availability: { contact in
                let isKnown = contact.suppression == nil && !contact.untold.contains("suppression")
                return isKnown ? .already("not suppressed") : .available
            },
            form: { AllowRule.form([$0.suppression].compactMap(\.self), address: $0.email) },
            perform: { ids, values async throws(ServiceError) in
                var outcome = try await DynLifting(client: client).lift(ids, values)
                outcome.rows = rows(ids) { contact in
                    (contact.suppression, contact.ownSuppression) = (nil, nil)
                    contact.customFields["suppression"] = nil
                }
                return outcome
            })
    }

    private var activation: ResourceAction<Contact> {
        ResourceAction(
            .activate, effect: .irreversible,
            availability: { $0.recipientStatus == "active" ? .already("already active") : .available },
            perform: { ids, _ async throws(ServiceError) in try await activate(ids.map(\.native)) })
    }

    /// Dyn makes a recipient by the call that activates it.
    private var creation: Submission<Contact> {
        Submission(
            form: { _ in
                FormDescription(
                    title: "New recipient",
                    fields: [
                        FormField(
                            "email", "E-mail", .list, isRequired: true,
                            help: "One address, or several with commas between.")
                    ],
                    notes: [
                        "Dyn makes a recipient active; who has bounced or complained is taken back.",
                        "This cannot be taken back: \(Self.activationFinality).",
                    ])
            },
            submit: { _, values async throws(ServiceError) in
                _ = try values.required("email", "The address")
                do throws(ServiceError) {
                    return try await activate(try values.addresses("email"))
                } catch {
                    var told = error
                    if told.field == "address" { told.field = "email" }
                    throw told
                }
            })
    }

    private static let activationFinality = "Dyn has no call that makes a recipient inactive"

    private func activate(_ addresses: [String]) async throws(ServiceError) -> EditOutcome {
        let ids = addresses.map { client.id(.contact, $0) }
        let active = rows(ids) { $0.recipientStatus = "active" }
        let settling = Settling(on: "Dyn", ids, from: rows(ids) { _ in }, wished: active) {
            () async throws(ServiceError) in
            try await client.recipients(addresses).allSatisfy { $0.status == "active" }
                ? .done(()) : .notShown
        } outcome: { _ in
            EditOutcome("\(ids.subject("recipient")) active", rows: active, finality: Self.activationFinality)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            try await client.activate(addresses)
        }
    }

    /// The recipients as an edit left them; to ask Dyn again would tell what stood there before.
    private func rows(_ ids: [ResourceID], _ change: (inout Contact) -> Void) -> [Row] {
        ids.map { id in
            var contact =
                client.inHand.row(id)
                ?? Contact.untold(id, account: client.connection.name, email: id.native)
            change(&contact)
            return Row(contact)
        }
    }
}
