import ServiceCore

extension DMDSContacts {
    var creation: Submission<Contact> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New contact", fields: ContactLines.fields(nil, blank: blank("")),
                    remarks: remarks(besides: [])
                ).ruled { values throws(ServiceError) in
                    let mailbox = try DMDSMailbox(try values.required("email", "E-mail"), field: "email")
                    _ = try made(values, mailbox)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Contact> {
        Submission(
            form: { contact async throws(ServiceError) in
                FormDescription(
                    title: "Edit contact", fields: ContactLines.fields(contact, blank: blank("")),
                    notes: ["DMDS adds a contact to groups and has no call that takes it out of one."],
                    remarks: remarks(besides: contact?.groups ?? [])
                ).ruled { values throws(ServiceError) in
                    if let contact { _ = try ContactLines.read(values, into: contact) }
                }
            },
            submit: { opened, values async throws(ServiceError) in
                guard let opened else { return try await create(values) }
                return try await update(opened, values)
            })
    }

    /// Has no undo: what DMDS knew of the contact besides its fields is gone with it.
    var deletion: Deletion<Contact> {
        Deletion(
            consequence: { _ async throws(ServiceError) in "with its events" },
            perform: { ids async throws(ServiceError) in
                try await EditSeries(done: "deleted") { id async throws(ServiceError) in
                    try await delete(id.native, told: "\(id.native) deleted")
                }.perform(ids)
            })
    }

    /// Groups that come into being with what is typed: DMDS makes them itself (§5).
    private func remarks(besides joined: [String]) -> FormRemarks {
        FormRemarks { values async throws(ServiceError) in
            // A name may hold a comma, so that a line left as it was is not read back.
            guard values["groups"] != joined.joined(separator: ", ") else { return [] }
            let wanted = values.list("groups").filter { !joined.contains($0) }
            guard !wanted.isEmpty else { return [] }
            guard let names = try? await DMDSGroups(context: context).all().map(\.name) else {
                return wanted.map { FormRemark("group “\($0)”: DMDS does not tell whether it is new") }
            }
            return wanted.filter { !names.contains($0) }.map {
                .newGroup($0, nearest: NearestName.to($0, among: names))
            }
        }
    }

    private func blank(_ email: String) -> Contact {
        .untold(context.id(.contact, email), account: context.account, email: email)
    }

    /// The contact that the form says, with the name that stands before its address.
    private func made(_ values: FormValues, _ mailbox: DMDSMailbox) throws(ServiceError) -> Contact {
        var contact = try ContactLines.read(values, into: blank(mailbox.address))
        guard mailbox.isNamed else { return contact }
        guard contact.firstName.isEmpty, contact.lastName.isEmpty else {
            throw ServiceError(
                .invalid, "A name stands before the address and in the name’s own lines.",
                hint: "Leave one of them out.", field: "email")
        }
        (contact.firstName, contact.lastName) = (mailbox.firstName, mailbox.lastName)
        contact.untold.subtract(["first_name", "last_name"])
        return contact
    }

    /// DMDS's call creates or changes, so that a contact which is there already has to be refused here.
    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let mailbox = try DMDSMailbox(try values.required("email", "E-mail"), field: "email")
        let email = mailbox.address
        if try await context.contact(email) != nil {
            throw ServiceError(
                .conflict, "\(email) is a contact already.", hint: "Look it up and edit it.",
                field: "email")
        }
        let blank = self.blank(email)
        let wanted = try made(values, mailbox)
        return try await save(
            ContactLines.changes(from: blank, to: wanted), from: nil, to: wanted, told: "\(email) created",
            // A group that came into being with it could not be taken away.
            reversal: wanted.groups.isEmpty ? removal(of: wanted) : nil)
    }

    private func update(_ opened: Contact, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let email = opened.email
        let doubted = context.inHand.doubted(in: opened.id)
        let before = try await existing(email).learning(from: opened, but: doubted)
        guard ContactLines.agree(before, opened) else {
            throw ServiceError(
                .conflict, "\(email) has changed since the form was opened.",
                hint: "Leave the form, refresh, and edit it again.")
        }
        let wanted = try ContactLines.read(
            values.leavingOut(opened.untold, asShownBy: ContactLines.fields(opened, blank: blank(""))),
            into: before)
        let changes = ContactLines.changes(from: before, to: wanted)
        guard !changes.members.isEmpty else {
            return EditOutcome("\(email) unchanged", rows: [Row(before)], isEdit: false)
        }
        let isRestorable = wanted.groups == before.groups && wanted.untold == before.untold
        return try await save(
            changes, from: before, to: wanted, told: "\(email) changed",
            reversal: isRestorable ? restoration(of: before, from: wanted) : nil)
    }

    private func restoration(of before: Contact, from wanted: Contact) -> Reversal {
        Reversal("edit \(before.email)") { () async throws(ServiceError) in
            let now = try await existing(before.email)
            try requireUntouched(now, wanted)
            return try await save(
                ContactLines.changes(from: wanted, to: before), from: now,
                to: ContactLines.taking(from: before, onto: now),
                told: "\(before.email) as it was", reversal: nil)
        }
    }

    private func removal(of made: Contact) -> Reversal {
        Reversal("create \(made.email)") { () async throws(ServiceError) in
            try requireUntouched(try await existing(made.email), made)
            return try await delete(made.email, told: "\(made.email) taken away")
        }
    }

    private func requireUntouched(_ now: Contact, _ then: Contact) throws(ServiceError) {
        guard !ContactLines.agree(now, then) else { return }
        throw ServiceError(
            .conflict, "\(then.email) has changed since this edit.", hint: "Look at it and edit it.")
    }

    // MARK: Calls

    /// - Parameter before: what DMDS had until then; nil where it had no such contact.
    private func save(
        _ changes: JSONValue, from before: Contact?, to wanted: Contact, told message: String,
        reversal: Reversal?
    ) async throws(ServiceError) -> EditOutcome {
        let email = wanted.email
        let settling = Settling(
            on: DMDSContext.title,
            [wanted.id], from: before.map { [Row($0)] } ?? [], wished: [Row(wanted)]
        ) { () async throws(ServiceError) in
            let now = try await contact(email)
            if let now, ContactLines.isSame(now, wanted) { return .done(()) }
            guard let now, before.map({ !ContactLines.isSame(now, $0) }) ?? true else { return .notShown }
            return .unclear("DMDS shows \(email) with other values; compare them before you repeat it.")
        } outcome: { _ in
            EditOutcome(message, rows: [Row(wanted)], reversal: reversal)
        }
        let body: JSONValue = ["email": .string(email)] + changes
        return try await settling.outcome { () async throws(ServiceError) in
            _ = try await context.send(.write("contacts.save", "contacto/", body: .json(body)))
        }
    }

    private func delete(_ email: String, told message: String) async throws(ServiceError) -> EditOutcome {
        let settling = Settling(on: DMDSContext.title, [context.id(.contact, email)]) {
            () async throws(ServiceError) in
            try await context.contact(email) == nil ? .done(()) : .notShown
        } outcome: { _ in
            EditOutcome(message)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            _ = try await context.send(.write("contacts.delete", by: .delete, "contacto/\(email)"))
        }
    }
}
