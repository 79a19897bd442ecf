import ServiceCore

extension DynSenders {
    var creation: Submission<ApprovedSender> {
        Submission(
            form: { _ in
                FormDescription(
                    title: "New approved sender",
                    fields: [FormField("address", "Address", isRequired: true, help: "Goes into From.")]
                        + Self.fields(nil))
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<ApprovedSender> {
        Submission(
            form: { sender async throws(ServiceError) in
                let now = try await existing(sender?.id ?? client.id(.sender, ""))
                return FormDescription(
                    title: "Edit approved sender",
                    fields: [FormField("address", "Address", .fixed, value: now.address)] + Self.fields(now))
            },
            submit: { sender, values async throws(ServiceError) in
                try await update(try await existing(sender?.id ?? client.id(.sender, "")), values)
            })
    }

    private static func fields(_ sender: ApprovedSender?) -> [FormField] {
        [
            .flag("seeding", "Seeding", sender.map(\.isSeeded) ?? false),
            FormField(
                "dkim_selector", "DKIM selector", value: sender?.dkimSelector ?? "",
                help: "The label before ._domainkey; Dyn makes the record’s text for it."),
        ]
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let address = try values.requiredLine("address", "The address", .address)
        let selector = try values.line("dkim_selector", .dkimSelector)
        let isSeeded = try values.flag("seeding") ?? false
        // The same call would change a sender that there is, without a word.
        guard try await client.senderDetails(address) == nil else {
            throw ServiceError(
                .conflict, "\(address) is an approved sender already.", hint: "Edit it instead.",
                field: "address")
        }
        var sender = try await save(address, seeding: isSeeded, operation: "senders.create")
        if let selector {
            do throws(ServiceError) {
                sender = try await setDKIM(selector, of: address)
            } catch {
                var told = error
                told.message = "\(address) was approved, but has no DKIM selector yet: \(error.message)"
                throw told
            }
        }
        return EditOutcome("\(sender.address) created", rows: [Row(sender)])
    }

    private func update(_ now: ApprovedSender, _ values: FormValues) async throws(ServiceError) -> EditOutcome
    {
        let wished = try values.flag("seeding") ?? now.isSeeded
        let selector = try values.line("dkim_selector", .dkimSelector) ?? ""
        if values["dkim_selector"] != nil, selector.isEmpty, !now.dkimSelector.isEmpty {
            throw ServiceError(
                .unsupported, "Dyn cannot take a DKIM selector away.", hint: "Give another selector.",
                field: "dkim_selector")
        }
        var sender = now
        if let wished, wished != now.isSeeded {
            sender = try await save(now.address, seeding: wished, operation: "senders.update")
        }
        let isNewKey = !selector.isEmpty && selector != now.dkimSelector
        if isNewKey { sender = try await setDKIM(selector, of: now.address) }
        guard sender != now || isNewKey else {
            return EditOutcome("nothing to change on \(now.address)", isEdit: false)
        }
        // An old key cannot be had back; seeding can.
        return EditOutcome(
            "\(now.address) changed", rows: [Row(sender)],
            reversal: isNewKey ? nil : reversal([sender], from: [now], "edit \(now.address)"))
    }

    func seeding(on isOn: Bool) -> ResourceAction<ApprovedSender> {
        ResourceAction(
            isOn ? "seed" : "unseed", title: isOn ? "seeding on" : "seeding off",
            help: isOn ? "Opts in for inbox placement seeding." : "Opts out of inbox placement seeding.",
            effect: .reversible,
            availability: { sender in
                guard sender.isSeeded == isOn else { return .available }
                return .disabled(isOn ? "already seeded" : "not seeded")
            },
            perform: { ids, _ async throws(ServiceError) in
                // The call would approve anew a sender that is gone.
                let before = try await inTurn(ids) { id async throws(ServiceError) in
                    try await existing(id)
                }
                let senders = try await inTurn(before) { sender async throws(ServiceError) in
                    try await save(sender.address, seeding: isOn, operation: "senders.seeding")
                }
                let subject = ids.subject("approved sender")
                return EditOutcome(
                    "\(subject): seeding \(isOn ? "on" : "off")", rows: senders.map { Row($0) },
                    reversal: reversal(senders, from: before, "\(isOn ? "seed" : "unseed") \(subject)"))
            })
    }

    /// Nil where it was not known whether one of them was seeded before.
    private func reversal(
        _ senders: [ApprovedSender], from before: [ApprovedSender], _ summary: String
    ) -> Reversal? {
        let seeding = before.compactMap(\.isSeeded)
        guard seeding.count == senders.count else { return nil }
        return Reversal(summary) { () async throws(ServiceError) in
            for sender in senders {
                guard try await existing(sender.id).isSeeded == sender.isSeeded else {
                    throw ServiceError(
                        .conflict, "\(sender.address) has changed since; nothing was undone.",
                        hint: "Look at it again.")
                }
            }
            let restored = try await inTurn(Array(zip(senders, seeding))) { row async throws(ServiceError) in
                try await save(row.0.address, seeding: row.1, operation: "senders.seeding")
            }
            return EditOutcome("undone: \(summary)", rows: restored.map { Row($0) })
        }
    }

    private func save(
        _ address: String, seeding: Bool, operation: String
    ) async throws(ServiceError) -> ApprovedSender {
        remember(
            try await LostAnswer.settle(
                { () async throws(ServiceError) in
                    try await client.saveSender(address, seeding: seeding, operation: operation)
                },
                byLooking: { () async throws(ServiceError) in
                    let now = try await client.senderDetails(address)
                    return now?.isSeeded == seeding ? now : nil
                }))
    }

    private func setDKIM(_ selector: String, of address: String) async throws(ServiceError) -> ApprovedSender
    {
        remember(
            try await LostAnswer.settle(
                { () async throws(ServiceError) in try await client.setDKIM(selector, of: address) },
                byLooking: { () async throws(ServiceError) in
                    let now = try await client.senderDetails(address)
                    return now?.dkimSelector == selector ? now : nil
                }))
    }
}
