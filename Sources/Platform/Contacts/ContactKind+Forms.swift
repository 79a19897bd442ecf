import ServiceCore
import Store

extension ContactKind {
    var creation: Submission<Contact> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New contact",
                    fields: [try await owned.accountField()]
                        + ContactForm.lines.fields(of: blank),
                    notes: ["An e-mail address or a phone number is needed."], remarks: remarks
                ).ruled { values throws(ServiceError) in
                    var contact = blank
                    try ContactForm.read(values, into: &contact)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Contact> {
        Submission(
            form: { contact async throws(ServiceError) in
                FormDescription(
                    title: "Edit contact",
                    fields: [FormField("account", "Account", .fixed, value: contact?.account ?? "")]
                        + ContactForm.lines.fields(of: contact ?? blank), remarks: remarks
                ).ruled { values throws(ServiceError) in
                    var changed = contact ?? blank
                    try ContactForm.read(values, into: &changed)
                }
            },
            submit: { opened, values async throws(ServiceError) in
                try await editor.update(opened, by: edit(values))
            },
            submitAll: { filled async throws(ServiceError) in
                try await editor.update(all: filled, by: edit)
            })
    }

    var deletion: Deletion<Contact> {
        Deletion(
            consequence: context.store.reading { contact, db in
                let events = try PersonEvents.count(contact: try table.rowID(contact), in: db)
                guard events > 0 else { return nil }
                let told = events == 1 ? "its event stays" : "its \(NumberText.grouped(events)) events stay"
                return "\(told) in the activity, under its address"
            },
            restoration: { _ in .kept(days: DeletedRows.keptDays) },
            perform: { ids async throws(ServiceError) in try await editor.delete(ids) })
    }

    private var blank: Contact {
        Contact(id: ResourceID(context.connection, .contact, ""), account: "", email: "")
    }

    /// The lines and look-ups that say whose a contact is.
    private var owned: OwnedKind<ContactGroup> { OwnedKind(context) }

    /// Groups that would be made by the way.
    private var remarks: FormRemarks {
        FormRemarks(
            context.store.reading { values, db in
                guard let name = values.text("account"),
                    let account = try AccountQueries.rowID(byKey: name, in: db)
                else { return [] }
                return try Memberships.missing(values.list("groups"), account: account, in: db).map {
                    FormRemark.newGroup($0.name, nearest: $0.nearest)
                }
            })
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var contact = blank
        try ContactForm.read(values, into: &contact)
        contact.operation = "Alta"
        let draft = contact
        let made = Kept<[Int64]>()
        return try await editor(removing: made).create(
            isUntouched: { session, contact in try table.isUntouched(contact, in: session.database) },
            { session in
                let db = session.database
                let account = try owned.owner(values, in: db)
                try table.requireFree(draft, account: account, in: db)
                let native = try table.insert(draft, account: account, at: session.now, in: db)
                made[native] = try Memberships.set(
                    draft.groups, of: Int64(native) ?? 0, account: account, at: session.now, in: db)
                return native
            })
    }

    /// Takes the groups that the creation made away with the contact, and leaves the address the mark that it had.
    private func editor(removing made: Kept<[Int64]>) -> ResourceEditor<Contact> {
        let editor = editor
        return ResourceEditor(
            editor: editor.editor, load: editor.load, save: editor.save,
            remove: { session, contact in
                try AddressMark.giveBack(ofThose: "c.id = \(try table.rowID(contact))", in: session.database)
                try editor.remove(session, contact)
                try Memberships.removeUnused(made[contact.id.native] ?? [], in: session.database)
            })
    }

    private func edit(_ values: FormValues) -> RowChange<Contact> {
        let kept = Kept<ContactEdit>()
        var change = RowChange<Contact>.edit { session, contact in
            let before = contact
            try ContactForm.read(values, into: &contact)
            guard contact != before else { return }
            contact.operation = "Modificacion"
            let account = try table.owner(of: contact, in: session.database)
            try table.requireFree(contact, account: account, in: session.database)
            kept[contact.id.native] = try ContactEdit.carryOut(
                contact, id: try table.rowID(contact), account: account, in: session)
        }
        change.reversal = .by { session, edit in
            let account = try table.owner(of: edit.now, in: session.database)
            try table.requireFree(edit.before, account: account, in: session.database)
            try table.save(edit.before, in: session.database)
            try kept[edit.now.id.native]?.takeBack(
                edit.before, id: try table.rowID(edit.now), account: account, in: session)
        }
        return change
    }
}

/// The lines of a contact's form and how they are read.
enum ContactForm {
    static let lines = FormLines<Contact>(
        "email", "first_name", "last_name", "phone", "age", "sex", "groups", "fields", "channels")

    /// Reads the lines that the form has into a contact and checks them.
    static func read(_ values: FormValues, into contact: inout Contact) throws(ServiceError) {
        try lines.read(values, into: &contact)
        guard contact.email.isEmpty, contact.phone.isEmpty else { return }
        throw ServiceError(
            .invalid, "A contact needs an e-mail address or a phone number.", field: "email")
    }
}
