import ServiceCore

extension DMDSContacts {
    func action(_ mark: ContactMark) -> ResourceAction<Contact> {
        ResourceAction(
            mark.action,
            confirmation: mark.confirmation, availability: mark.availability,
            perform: { ids, _ async throws(ServiceError) in
                try await EditSeries(done: mark.done) { id async throws(ServiceError) in
                    try await set(mark, on: id.native)
                }.perform(ids)
            })
    }

    /// Sets a mark, and tells how the contact stands then.
    ///
    /// It is looked at before, since a mark that was there already is nothing to take back.
    private func set(_ mark: ContactMark, on email: String) async throws(ServiceError) -> EditOutcome {
        let rows = try await context.inHand.settled([context.id(.contact, email)], by: mark.isSet) {
            () async throws(ServiceError) in
            [try await existing(email)]
        }
        let before = rows[0]
        if case .disabled(let why) = mark.availability(before), before.hasNoWhitelist {
            throw ServiceError(.unsupported, "\(email) cannot be \(mark.done): \(why).")
        }
        guard !mark.isSet(before) else {
            return EditOutcome("\(email) was \(mark.done) already", rows: [Row(before)], isEdit: false)
        }
        let wasKnown = mark.opposite?.isSet(before) == true
        let settling = Settling(
            on: DMDSContext.title,
            [before.id], from: [Row(before)], wished: [Row(marked(before, mark))]
        ) { () async throws(ServiceError) in
            mark.isSet(try await existing(email)) ? .done(()) : .notShown
        } outcome: { _ in
            EditOutcome(
                "\(email) \(mark.done)", rows: [Row(marked(before, mark))],
                reversal: wasKnown ? reversal(of: mark, on: email) : nil,
                finality: wasKnown ? nil : "DMDS had not told what it was before")
        }
        return try await settling.outcome { () async throws(ServiceError) in
            _ = try await context.send(mark.request(email))
        }
    }

    private func reversal(of mark: ContactMark, on email: String) -> Reversal? {
        guard let opposite = mark.opposite else { return nil }
        return Reversal("\(mark.action.title) \(email)") { () async throws(ServiceError) in
            let now = try await existing(email)
            guard mark.isSet(now) else {
                throw ServiceError(
                    .conflict, "\(email) is no longer \(mark.done).",
                    hint: "Somebody else has changed it; there is nothing to take back.")
            }
            return try await set(opposite, on: email)
        }
    }

    /// The contact with the mark on it; to ask DMDS again might tell what stood there before.
    private func marked(_ before: Contact, _ mark: ContactMark) -> Contact {
        var contact = before
        switch mark.action {
        case .whitelist: (contact.isMarkedWhitelisted, contact.isWhitelistUnknown) = (true, false)
        case .unwhitelist: (contact.isMarkedWhitelisted, contact.isWhitelistUnknown) = (false, false)
        case .invalidate: (contact.isMarkedInvalid, contact.isValidityUnknown) = (true, false)
        default:
            (contact.isMarkedInvalid, contact.invalidSince) = (false, nil)
            contact.isValidityUnknown = false
        }
        return contact
    }
}
