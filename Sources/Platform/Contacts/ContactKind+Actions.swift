import ServiceCore
import Store

extension ContactKind {
    var actions: [ResourceAction<Contact>] { ContactMarking.all.map(action) + [allowing, activation] }

    /// Saves what a form edits.
    var editor: ResourceEditor<Contact> {
        editor { session, contact in try table.save(contact, in: session.database) }
    }

    /// For edits that write their columns themselves: only `rev` is raised.
    var marker: ResourceEditor<Contact> {
        editor { session, contact in try table.touch(contact, in: session.database) }
    }

    private func editor(save: @escaping ResourceEditor<Contact>.Write) -> ResourceEditor<Contact> {
        ResourceEditor(
            editor: context.editor, table: "contact", load: { db, native in try table.find(native, in: db) },
            save: save,
            remove: { session, contact in try table.delete(contact, in: session.database) })
    }

    private func action(_ marking: ContactMarking) -> ResourceAction<Contact> {
        ResourceAction(
            marking.action, help: marking.help,
            confirmation: marking.confirmation, availability: marking.availability,
            perform: { ids, _ async throws(ServiceError) in
                try await marker.perform(change(marking), on: ids)
            })
    }

    /// Sets or lifts a mark within an edit that is under way; what stands so already is left alone.
    func mark(_ contact: Contact, _ marking: ContactMarking, in session: EditSession) throws {
        guard case .available = marking.availability(contact) else { return }
        _ = try marker.apply(change(marking), to: [contact.id], in: session)
    }

    /// Made anew for each edit, because it keeps what that edit needs to be taken back.
    private func change(_ marking: ContactMarking) -> RowChange<Contact> {
        let kept = Kept<MarkedContact>()
        var change = RowChange<Contact>(
            marking.action, notice: { "\($0) \(marking.done)" },
            apply: { session, contact in
                kept[contact.id.native] = try set(marking, on: &contact, in: session)
            })
        change.isWritten = true
        change.availability = marking.availability
        change.reversal = reversal(kept)
        return change
    }

    /// Mark and event in one statement on the contact, whose value is made to show what that leaves.
    private func set(
        _ marking: ContactMarking, on contact: inout Contact, in session: EditSession
    ) throws -> MarkedContact {
        let (db, before) = (session.database, ContactMarks(contact))
        var after = before
        marking.set(&after, session)
        let event = try PersonEvents.insert(
            marking.event, account: try table.owner(of: contact, in: db),
            contact: try table.rowID(contact), address: contact.addressName, in: session)
        after.note(marking.event, at: session.now.storedTime)
        try db.update("contact", id: try table.rowID(contact), after.columns(changedFrom: before))
        after.show(on: &contact)
        contact.revision += 1
        return MarkedContact(before: before, after: after, events: [event])
    }

    /// Takes marks back as they were; what has been counted since stays.
    func reversal(_ kept: Kept<MarkedContact>) -> RowChange<Contact>.Reversing {
        .by { session, edit in
            try kept[edit.now.id.native]?.restore(on: try table.rowID(edit.now), in: session.database)
            try table.touch(edit.now, in: session.database)
        }
    }

    func event(
        _ kind: EventKind, of contact: Contact, address: String? = nil, reason: String = "",
        in session: EditSession
    ) throws -> Int64 {
        try PersonEvents.write(
            kind, account: try table.owner(of: contact, in: session.database),
            contact: try table.rowID(contact), address: address ?? contact.addressName, reason: reason,
            in: session)
    }
}
