import ServiceCore
import Synchronization

extension ContactKind {
    /// Lifts whatever suppresses the contact; what the person asked for wants a reason.
    var allow: ResourceAction<Contact> {
        ResourceAction(
            "allow", title: "allow sending",
            help: "Lifts the suppressions of the contact; their history stays.",
            effect: .reversible,
            confirmation: { contact in
                Self.asksReason(contact.suppression) ? .name(contact.rowName) : .none
            },
            availability: { $0.suppression == nil ? .disabled("not suppressed") : .available },
            form: { contact async throws(ServiceError) in SuppressionForms.reason(contact.suppression) },
            perform: { ids, values async throws(ServiceError) in
                try await editor.perform(allowing(try values.line("reason")), on: ids)
            })
    }

    static func asksReason(_ reason: Suppression.Reason?) -> Bool {
        reason == .complaint || reason == .unsubscribe
    }

    private func allowing(_ why: String?) -> RowChange<Contact> {
        let lifted = LiftedEntries()
        var change = RowChange<Contact>(
            "allow", notice: { "sending to \($0) allowed" },
            apply: { session, contact in
                if Self.asksReason(contact.suppression), why == nil { throw SuppressionForms.missingReason }
                let edits = ContactEdits(session: session)
                let owner = try edits.owner(of: try ContactEdits.rowID(contact.id))
                let entries = try SuppressionQueries.active(
                    for: contact, account: owner, in: session.database)
                try SuppressionQueries.lift(
                    entries, by: session.who, why: why ?? "", at: session.now, in: session.database)
                lifted.remember(entries, of: contact.id)
                try edits.note(.allowed, contact, detail: why)
            })
        change.reason = why ?? ""
        change.availability = { $0.suppression == nil ? .disabled("not suppressed") : .available }
        change.reversal = .by { session, edit in
            try SuppressionQueries.restore(lifted.entries(of: edit.before.id), in: session.database)
            let edits = ContactEdits(session: session)
            try edits.save(edit.now)
            try edits.note(.suppressed, edit.before, detail: "undone")
        }
        return change
    }
}

/// Which entries one edit lifted, for its undo.
private final class LiftedEntries: Sendable {
    private let entries = Mutex<[ResourceID: [Int64]]>([:])

    func remember(_ ids: [Int64], of contact: ResourceID) { entries.withLock { $0[contact] = ids } }

    func entries(of contact: ResourceID) -> [Int64] { entries.withLock { $0[contact] ?? [] } }
}
