import ServiceCore

extension SendClean.Webhooks {
    var creation: Submission<Webhook> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New webhook", fields: Self.fields(nil),
                    notes: [
                        "SendClean calls the URL at once and wants “God bless you, SendClean” in its answer."
                    ]
                ).ruled { values throws(ServiceError) in
                    var draft = Webhook(id: context.id(.webhook, ""), account: "", url: "")
                    try Self.read(values, into: &draft)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Webhook> {
        Submission(
            form: { hook async throws(ServiceError) in
                FormDescription(title: "Edit webhook", fields: Self.fields(hook)).ruled {
                    values throws(ServiceError) in
                    guard var changed = hook else { return }
                    try Self.read(values, into: &changed)
                }
            },
            submit: { hook, values async throws(ServiceError) in try await update(hook, values) })
    }

    private static func fields(_ hook: Webhook?) -> [FormField] {
        [
            FormField("url", "URL", value: hook?.url ?? "", isRequired: true),
            FormField(
                "events", "Events", .list, value: hook?.events?.joined(separator: ",") ?? "",
                help: "Of \(eventWords.joined(separator: ", ")); empty for all."),
            FormField("description", "Description", value: hook?.label ?? ""),
            .flag("store_log", "Keeps a log", hook.map(\.storesLog) ?? false),
        ]
    }

    /// What the form leaves out stays.
    private static func read(_ values: FormValues, into hook: inout Webhook) throws(ServiceError) {
        if hook.url.isEmpty || values["url"] != nil {
            hook.url = try values.sendCleanLine("url", "The URL")
            hook.untold.remove("url")
        }
        let words = values.list("events")
        // An empty line stands for all, but where the events are unknown for what they are.
        if values["events"] != nil, !(words.isEmpty && hook.events == nil) {
            hook.events = try events(words, besides: hook.events ?? [])
        }
        if values["description"] != nil {
            hook.label = try values.sendCleanLine("description") ?? ""
            if !hook.label.isEmpty { hook.untold.remove("description") }
        }
        hook.storesLog = try values.flag("store_log") ?? hook.storesLog
    }

    /// In the order of the specification, each once; all of them are kept as none.
    ///
    /// - Parameter own: what the hook has, of which SendClean may know words that are none of ours.
    private static func events(
        _ words: [String], besides own: [String]
    ) throws(ServiceError) -> [String] {
        if words == own { return own }
        let known = eventWords + own.filter { !eventWords.contains($0) }
        let wanted = words.filter { $0 != "all" }.map { known.contains($0) ? $0 : $0.lowercased() }
        if let unknown = wanted.first(where: { !known.contains($0) }) {
            throw ServiceError(
                .invalid, "“\(unknown)” is no event.", hint: "Events: \(eventWords.joined(separator: ", ")).",
                field: "events")
        }
        return isAll(wanted) ? [] : known.filter(wanted.contains)
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var draft = Webhook(id: context.id(.webhook, ""), account: "", url: "")
        try Self.read(values, into: &draft)
        return try await add(draft)
    }

    private func update(_ opened: Webhook?, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        guard let opened else { throw ServiceError(.invalid, "No webhook was chosen to edit.") }
        // Of what either does not tell nobody can say that it has changed.
        let doubted = context.inHand.doubted(in: opened.id)
        let now = try await now(opened).learning(from: opened, but: doubted)
        guard Self.isSame(now, opened.learning(from: now)) else {
            throw ServiceError(
                .conflict, "\(now.title) has changed since the form was opened.",
                hint: "Open the form again; nothing was changed.")
        }
        var changed = now
        try Self.read(values.leavingOut(opened.untold, asShownBy: Self.fields(opened)), into: &changed)
        guard !Self.isSame(changed, now) else {
            return EditOutcome("nothing to change on \(now.title)", isEdit: false)
        }
        let reversal = Reversal("edit \(now.title)") { [changed] () async throws(ServiceError) in
            try await restore(now, from: changed)
        }
        return try await save(
            changed, over: now, told: "\(changed.title) changed",
            Self.isRestorable(now, from: changed) ? reversal : nil)
    }
}
