import ServiceCore

extension DMDSContacts {
    var creation: Submission<Contact> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(title: "New contact", fields: ContactLines.fields(nil)).ruled {
                    values throws(ServiceError) in
                    let mailbox = try DMDSMailbox(try values.required("email", "E-mail"), field: "email")
                    _ = try ContactLines.read(values, into: blank(mailbox.address))
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Contact> {
        Submission(
            form: { contact async throws(ServiceError) in
                FormDescription(
                    title: "Edit contact", fields: ContactLines.fields(contact),
                    notes: ["DMDS adds a contact to groups and has no call that takes it out of one."]
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
            consequence: { _ async throws(ServiceError) in "with its events; DMDS cannot bring it back" },
            perform: { ids async throws(ServiceError) in
                try await EditSeries(done: "deleted") { id async throws(ServiceError) in
                    try await delete(id.native)
                    return EditOutcome("\(id.native) deleted")
                }.perform(ids)
            })
    }

    private func blank(_ email: String) -> Contact {
        Contact(id: context.id(.contact, email), account: context.account, email: email)
    }

    /// DMDS's call creates or changes, so that a contact which is there already has to be refused here.
    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let mailbox = try DMDSMailbox(try values.required("email", "E-mail"), field: "email")
        let email = mailbox.address
        if try await context.contact(email) != nil {
            throw ServiceError(
                .conflict, "\(email) is a contact already.", hint: "Look it up with / and edit it (e).",
                field: "email")
        }
        let blank = self.blank(email)
        let wanted = try ContactLines.read(values, into: blank)
        try await post(ContactLines.changes(from: blank, to: wanted), of: email)
        let isPlain = wanted.groups.isEmpty
        return EditOutcome(
            "\(email) created", rows: await row(of: wanted),
            // A group that came into being with it could not be taken away.
            reversal: isPlain ? removal(of: wanted) : nil)
    }

    private func update(_ opened: Contact, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let email = opened.email
        let before = try await existing(email)
        guard ContactLines.isSame(before, opened) else {
            throw ServiceError(
                .conflict, "\(email) has changed since the form was opened.",
                hint: "Leave the form, refresh, and edit it again.")
        }
        let wanted = try ContactLines.read(values, into: before)
        let changes = ContactLines.changes(from: before, to: wanted)
        guard !changes.members.isEmpty else {
            return EditOutcome("\(email) unchanged", rows: [Row(before)], isEdit: false)
        }
        try await post(changes, of: email)
        let isRestorable = wanted.groups == before.groups && wanted.untold == before.untold
        return EditOutcome(
            "\(email) changed", rows: await row(of: wanted),
            reversal: isRestorable ? restoration(of: before, from: wanted) : nil)
    }

    private func restoration(of before: Contact, from wanted: Contact) -> Reversal {
        Reversal("edit \(before.email)") { () async throws(ServiceError) in
            try requireUntouched(try await existing(before.email), wanted)
            try await post(ContactLines.changes(from: wanted, to: before), of: before.email)
            return EditOutcome("\(before.email) as it was", rows: await row(of: before))
        }
    }

    private func removal(of made: Contact) -> Reversal {
        Reversal("create \(made.email)") { () async throws(ServiceError) in
            try requireUntouched(try await existing(made.email), made)
            try await delete(made.email)
            return EditOutcome("\(made.email) taken away")
        }
    }

    private func requireUntouched(_ now: Contact, _ then: Contact) throws(ServiceError) {
        guard !ContactLines.isSame(now, then) else { return }
        throw ServiceError(
            .conflict, "\(then.email) has changed since this edit.", hint: "Look at it and edit it (e).")
    }

    // MARK: Calls

    private func post(_ changes: JSONValue, of email: String) async throws(ServiceError) {
        let body: JSONValue = ["email": .string(email)] + changes
        try await context.write(.write("contacts.save", "contacto/", body: .json(body))) {
            () async throws(ServiceError) in
            guard let now = try await contact(email) else { return "Looked again: DMDS knows no \(email)." }
            let event = now.operation.isEmpty ? "" : " (\(ContactOperation.word(now.operation)))"
            return "Looked again: DMDS has \(email)\(event); compare its fields before you repeat it."
        }
    }

    private func delete(_ email: String) async throws(ServiceError) {
        try await context.write(.write("contacts.delete", .delete, "contacto/\(email)")) {
            () async throws(ServiceError) in
            let isThere = try await context.contact(email) != nil
            return "Looked again: \(email) is \(isThere ? "still there" : "gone")."
        }
    }

    /// The contact as DMDS has it now; where it cannot be read again, as it was written.
    private func row(of written: Contact) async -> [Row] {
        [Row((try? await contact(written.email)) ?? written)]
    }
}
