import ServiceCore

extension ContactKind {
    var actions: [ResourceAction<Contact>] {
        [whitelist, unwhitelist, invalidate, revalidate, allow, activate]
    }

    private var whitelist: ResourceAction<Contact> {
        var change = RowChange<Contact>(
            "whitelist", notice: { "\($0) whitelisted" },
            apply: { session, contact in
                contact.whitelistedSince = session.now
                try ContactEdits(session: session).note(.whitelisted, contact)
            })
        change.availability = { $0.isWhitelisted ? .disabled("already whitelisted") : .available }
        change.reversal = .by { try Self.restore($1, noting: .unwhitelisted, in: $0) }
        return editor.action(
            change, title: "whitelist",
            help: "Bounces are still counted but make the contact neither invalid nor suppressed.")
    }

    private var unwhitelist: ResourceAction<Contact> {
        var change = RowChange<Contact>(
            "unwhitelist", notice: { "\($0) not whitelisted any more" },
            apply: { session, contact in
                contact.whitelistedSince = nil
                try ContactEdits(session: session).note(.unwhitelisted, contact)
            })
        change.availability = { $0.isWhitelisted ? .available : .disabled("not whitelisted") }
        change.reversal = .by { try Self.restore($1, noting: .whitelisted, in: $0) }
        return editor.action(
            change, title: "take off the whitelist", help: "Bounces can make the contact invalid again.")
    }

    private var invalidate: ResourceAction<Contact> {
        var change = RowChange<Contact>(
            "invalidate", notice: { "\($0) invalidated" },
            apply: { session, contact in
                contact.invalidSince = session.now
                contact.invalidReason = "by \(session.who)"
                try ContactEdits(session: session).note(.invalidated, contact, detail: contact.invalidReason)
            })
        change.availability = { $0.isInvalid ? .disabled("already invalid") : .available }
        change.reversal = .by { try Self.restore($1, noting: .revalidated, in: $0) }
        return editor.action(
            change, title: "invalidate", help: "No e-mail goes to the contact until it is revalidated.",
            confirmation: { $0.isWhitelisted ? .yesNo : .none })
    }

    private var revalidate: ResourceAction<Contact> {
        var change = RowChange<Contact>(
            "revalidate", notice: { "\($0) valid again" },
            apply: { session, contact in
                contact.invalidSince = nil
                contact.invalidReason = ""
                let edits = ContactEdits(session: session)
                try edits.setBounces(hard: 0, soft: 0, of: contact)
                try edits.note(.revalidated, contact)
            })
        change.availability = { $0.isInvalid ? .available : .disabled("not invalid") }
        change.reversal = .by { session, edit in
            let before = edit.before
            try ContactEdits(session: session).setBounces(
                hard: before.hardBounces, soft: before.softBounces, of: before)
            try Self.restore(edit, noting: .invalidated, in: session)
        }
        return editor.action(
            change, title: "revalidate",
            help: "E-mail may go to the contact again; its bounces are forgotten.")
    }

    private var activate: ResourceAction<Contact> {
        var change = RowChange<Contact>(
            "activate", notice: { "\($0) is an active recipient" },
            apply: { session, contact in
                try ContactEdits(session: session).setRecipient(
                    "active", why: "by \(session.who)", of: contact)
            })
        change.availability = { contact in
            if contact.email.isEmpty { return .disabled("no e-mail address") }
            return contact.recipientStatus == "active" ? .disabled("already active") : .available
        }
        change.reversal = .by { session, edit in
            let edits = ContactEdits(session: session)
            try edits.setRecipient(
                edit.before.recipientStatus, why: "undone by \(session.who)", of: edit.before)
            try edits.save(edit.now)
        }
        return editor.action(
            change, title: "activate", help: "Makes the address an active recipient; suppressions stay.")
    }

    /// The row as it was, and an event that says so.
    private static func restore(
        _ edit: RowEdit<Contact>, noting kind: StoredEventKind, in session: EditSession
    ) throws {
        let edits = ContactEdits(session: session)
        try edits.save(edit.before)
        try edits.note(kind, edit.before, detail: "undone")
    }
}
