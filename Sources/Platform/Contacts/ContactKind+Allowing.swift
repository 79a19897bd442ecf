import ServiceCore

extension ContactKind {
    /// Lifts what suppresses the contact; a complaint or an unsubscribe only with a reason.
    var allowing: ResourceAction<Contact> {
        ResourceAction(
            .allow, help: "Lifts the suppression of the contact; its history stays.",
            confirmation: { AllowRule.confirmation($0.suppressions, of: $0) },
            availability: Self.isAllowable,
            form: { contact async throws(ServiceError) in
                AllowRule.form(contact.suppressions, address: contact.addressName)
            },
            perform: { ids, values async throws(ServiceError) in
                try await marker.perform(allowance(AllowRule.reason(values)), on: ids)
            })
    }

    private static let isAllowable: @Sendable (Contact) -> Availability = { contact in
        contact.suppressions.isEmpty ? .already("not suppressed") : .available
    }

    private func allowance(_ reason: String) -> RowChange<Contact> {
        let kept = Kept<MarkedContact>()
        var change = RowChange<Contact>(
            .allow, notice: { "sending to \($0) is allowed again" },
            apply: { session, contact in
                try AllowRule.require(reason, for: contact.suppressions)
                kept[contact.id.native] = try lift(contact, because: reason, in: session)
            })
        change.reason = reason
        change.availability = Self.isAllowable
        change.reversal = reversal(kept)
        return change
    }

    private func lift(
        _ contact: Contact, because reason: String, in session: EditSession
    ) throws -> MarkedContact? {
        let id = try table.rowID(contact)
        let entries = try LiftedSuppression.inForce(for: id, in: session.database)
        guard !entries.contains(where: \.isForAll) else {
            throw ServiceError(
                .refused, "\(contact.addressName) is suppressed for all accounts.",
                hint: "Allow it in suppressions, for all accounts at once.")
        }
        var lifted: [LiftedSuppression] = []
        var marked = try MarkedContact.by(marking: id, in: session.database) {
            try entries.compactMap { entry in
                guard let entry = try LiftedSuppression.lift(entry.id, because: reason, in: session) else {
                    return nil
                }
                lifted.append(entry)
                return try event(.allowed, of: contact, address: entry.address, reason: reason, in: session)
            }
        }
        marked?.lifted = lifted
        return marked
    }

    /// Makes an inactive recipient active again, as Dyn does; a suppression stays.
    var activation: ResourceAction<Contact> {
        ResourceAction(
            .activate, availability: Self.isActivatable,
            perform: { ids, _ async throws(ServiceError) in
                try await marker.perform(activating(), on: ids)
            })
    }

    private static let isActivatable: @Sendable (Contact) -> Availability = { contact in
        contact.recipientStatus == "inactive" ? .available : .already("not inactive")
    }

    private func activating() -> RowChange<Contact> {
        let kept = Kept<MarkedContact>()
        var change = RowChange<Contact>(
            .activate, notice: { "\($0) is active again" },
            apply: { session, contact in
                let db = session.database
                let account = try table.owner(of: contact, in: db)
                let state = try RecipientState.of(contact.email, account: account, in: db)
                var marked = try MarkedContact.by(marking: try table.rowID(contact), in: db) {
                    try state?.activate(at: session.now, in: db)
                    return []
                }
                marked?.recipient = state
                kept[contact.id.native] = marked
            })
        change.availability = Self.isActivatable
        change.reversal = reversal(kept)
        return change
    }
}

extension Contact {
    /// Why messages to it are suppressed, by any channel.
    var suppressions: [Suppression.Reason] { [suppression, phoneSuppression].compactMap(\.self) }

    /// What the contact is written to by: its address, else its number.
    var addressName: String { email.isEmpty ? phone : email }
}
