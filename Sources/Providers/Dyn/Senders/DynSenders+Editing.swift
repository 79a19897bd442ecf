import ServiceCore

extension DynSenders {
    var creation: Submission<ApprovedSender> {
        Submission(
            form: { _ in
                FormDescription(
                    title: "New approved sender",
                    fields: FormLines("address").fields(of: blank) + Self.fields(blank))
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

    private static func fields(_ sender: ApprovedSender) -> [FormField] {
        FormLines("seeding").fields(of: sender) + [
            FormField(
                "dkim_selector", "DKIM selector", value: sender.dkimSelector,
                help: "The label before ._domainkey; Dyn makes the record’s text for it.")
        ]
    }

    private var blank: ApprovedSender {
        ApprovedSender(id: client.id(.sender, ""), account: "", address: "")
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
        let blank = ApprovedSender.untold(
            client.id(.sender, address), account: client.connection.name, address: address)
        let sender = try await save(blank, seeding: isSeeded, operation: "senders.create", toldMade)
        guard let selector else { return toldMade(sender) }
        do throws(ServiceError) {
            return toldMade(try await setDKIM(selector, of: sender, toldMade))
        } catch {
            var outcome = toldMade(sender)
            outcome.message += ", but has no DKIM selector yet: \(error.message)"
            outcome.findings = [error.hint].compactMap(\.self)
            outcome.isAsWished = false
            return outcome
        }
    }

    private func toldMade(_ sender: ApprovedSender) -> EditOutcome {
        EditOutcome(
            "\(sender.address) created", rows: [Row(sender)],
            reversal: Reversal("create \(sender.address)") { () async throws(ServiceError) in
                var undone = try await delete([sender.id])
                undone.message = "undone: create \(sender.address)"
                return undone
            })
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
        let isNewKey = !selector.isEmpty && selector != now.dkimSelector
        // An old key cannot be had back; seeding can.
        let tell: Telling = { sender in
            EditOutcome(
                "\(now.address) changed", rows: [Row(sender)],
                reversal: isNewKey ? nil : reversal([sender], from: [now], "edit \(now.address)"))
        }
        var sender = now
        if let wished, wished != now.isSeeded {
            sender = try await save(now, seeding: wished, operation: "senders.update", tell)
        }
        if isNewKey { sender = try await setDKIM(selector, of: sender, tell) }
        guard sender != now || isNewKey else {
            return EditOutcome("nothing to change on \(now.address)", isEdit: false)
        }
        return tell(sender)
    }

    func seeding(on isOn: Bool) -> ResourceAction<ApprovedSender> {
        ResourceAction(
            isOn ? .seed : .unseed,
            availability: { sender in
                guard sender.isSeeded == isOn else { return .available }
                return .already(isOn ? "already seeded" : "not seeded")
            },
            perform: { ids, _ async throws(ServiceError) in
                // The call would approve anew a sender that is gone.
                var before: [ApprovedSender] = []
                for id in ids { before.append(try await existing(id)) }
                let tell: @Sendable ([(item: ApprovedSender, value: ApprovedSender)]) -> EditOutcome = {
                    rows in
                    let subject = rows.map(\.item.id).subject("approved sender")
                    return EditOutcome(
                        "\(subject): seeding \(isOn ? "on" : "off")", rows: rows.map { Row($0.value) },
                        reversal: reversal(
                            rows.map(\.value), from: rows.map(\.item),
                            "\(isOn ? "seed" : "unseed") \(subject)"))
                }
                let saved = try await Turns(before, part: { EditPart($0.id) }) {
                    sender async throws(ServiceError) in
                    try await save(sender, seeding: isOn, operation: "senders.seeding") {
                        tell([(sender, $0)])
                    }
                }
                return saved.outcome(tell(saved.done))
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
            let tell: @Sendable ([ApprovedSender]) -> EditOutcome = { restored in
                EditOutcome("undone: \(summary)", rows: restored.map { Row($0) })
            }
            let restored = try await Turns(Array(zip(senders, seeding)), part: { EditPart($0.0.id) }) {
                row async throws(ServiceError) in
                try await save(row.0, seeding: row.1, operation: "senders.seeding") { tell([$0]) }
            }
            return restored.outcome(tell(restored.values))
        }
    }

    // MARK: Calls

    private typealias Telling = @Sendable (ApprovedSender) -> EditOutcome

    private func save(
        _ sender: ApprovedSender, seeding: Bool, operation: String, _ tell: @escaping Telling
    ) async throws(ServiceError) -> ApprovedSender {
        var wished = sender
        wished.isSeeded = seeding
        return try await settled(wished, over: sender, tell) {
            $0.isSeeded == seeding
        } by: { () async throws(ServiceError) in
            try await client.saveSender(sender.address, seeding: seeding, operation: operation)
        }
    }

    private func setDKIM(
        _ selector: String, of sender: ApprovedSender, _ tell: @escaping Telling
    ) async throws(ServiceError) -> ApprovedSender {
        var wished = sender
        wished.dkimSelector = selector
        wished.untold.remove("dkim_selector")
        return try await settled(wished, over: sender, tell) {
            $0.dkimSelector == selector
        } by: { () async throws(ServiceError) in
            try await client.setDKIM(selector, of: sender.address)
        }
    }

    private func settled(
        _ wished: ApprovedSender, over before: ApprovedSender, _ tell: @escaping Telling,
        isShown: @escaping @Sendable (ApprovedSender) -> Bool,
        by write: () async throws(ServiceError) -> ApprovedSender
    ) async throws(ServiceError) -> ApprovedSender {
        let settling = Settling(on: "Dyn", [wished.id], from: [Row(before)], wished: [Row(wished)]) {
            () async throws(ServiceError) -> Sight<ApprovedSender> in
            guard let now = try await client.senderDetails(wished.address), isShown(now) else {
                return .notShown
            }
            return .done(now)
        } outcome: { sender in
            tell(remember(sender.written(as: wished)))
        }
        return remember(try await settling.value(of: write).written(as: wished))
    }
}

extension ApprovedSender {
    /// What an answer tells of a sender, with what was written: even an answer may show what stood there before.
    fileprivate func written(as wished: ApprovedSender) -> ApprovedSender {
        var written = self
        written.isSeeded = wished.isSeeded ?? isSeeded
        guard !wished.untold.contains("dkim_selector"), !wished.dkimSelector.isEmpty else { return written }
        written.dkimSelector = wished.dkimSelector
        written.untold.remove("dkim_selector")
        return written
    }
}
