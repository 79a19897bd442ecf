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
                )
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Webhook> {
        Submission(
            form: { hook async throws(ServiceError) in
                FormDescription(title: "Edit webhook", fields: Self.fields(hook))
            },
            submit: { hook, values async throws(ServiceError) in try await update(hook, values) })
    }

    private static func fields(_ hook: Webhook?) -> [FormField] {
        [
            FormField("url", "URL", value: hook?.url ?? "", isRequired: true),
            FormField(
                "events", "Events", .list, value: hook?.events.joined(separator: ",") ?? "",
                help: "Of \(eventWords.joined(separator: ", ")); empty for all."),
            FormField("description", "Description", value: hook?.label ?? ""),
            FormField("store_log", "Keeps a log", .flag, value: hook?.storesLog == true ? "yes" : "no"),
        ]
    }

    /// What the form leaves out stays.
    private static func read(_ values: FormValues, into hook: inout Webhook) throws(ServiceError) {
        if hook.url.isEmpty || values["url"] != nil {
            hook.url = try values.sendCleanLine("url", "The URL")
        }
        if values["events"] != nil { hook.events = try events(values.list("events")) }
        if values["description"] != nil { hook.label = try values.sendCleanLine("description") ?? "" }
        hook.storesLog = try values.flag("store_log") ?? hook.storesLog
    }

    /// In the order of the specification, each once; all of them are kept as none.
    private static func events(_ words: [String]) throws(ServiceError) -> [String] {
        let wanted = words.map { $0.lowercased() }.filter { $0 != "all" }
        if let unknown = wanted.first(where: { !eventWords.contains($0) }) {
            throw ServiceError(
                .invalid, "“\(unknown)” is no event.", hint: "Events: \(eventWords.joined(separator: ", ")).",
                field: "events")
        }
        return isAll(wanted) ? [] : eventWords.filter(wanted.contains)
    }

    /// The answer has no id, so the new hook is the one with this URL that was not listed before.
    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var draft = Webhook(id: context.id(.webhook, ""), account: "", url: "")
        try Self.read(values, into: &draft)
        let hook = draft
        let before = Set(try await all().map(\.id))
        let isNew: @Sendable (Webhook) -> Bool = { $0.url == hook.url && !before.contains($0.id) }
        try await SendClean.looking { () async throws(ServiceError) in
            try await context.client.addWebhook(hook)
        } ifLost: {
            guard let hooks = try? await all() else { return nil }
            return hooks.contains(where: isNew)
                ? "SendClean lists a new webhook with this URL."
                : "SendClean lists no new webhook with this URL; look again before you repeat it."
        }
        let made = (try? await all())?.filter(isNew) ?? []
        guard made.count == 1 else { return EditOutcome("\(hook.url) created") }
        let reversal = Reversal("create \(hook.url)") { () async throws(ServiceError) in
            _ = try await delete(made.map(\.id))
            return EditOutcome("undone: create \(hook.url)")
        }
        return EditOutcome("\(hook.url) created", rows: made.map { Row($0) }, reversal: reversal)
    }

    private func update(_ opened: Webhook?, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        guard let opened else { throw ServiceError(.invalid, "No webhook was chosen to edit.") }
        let now = try await rows([opened.id])[0]
        guard Self.isSame(now, opened) else {
            throw ServiceError(
                .conflict, "\(now.url) has changed since the form was opened.",
                hint: "Open the form again; nothing was changed.")
        }
        var changed = now
        try Self.read(values, into: &changed)
        guard !Self.isSame(changed, now) else { return EditOutcome("nothing to change on \(now.url)") }
        let saved = try await save(changed, over: now)
        return EditOutcome(
            "\(saved.url) changed", rows: [Row(saved)],
            reversal: Reversal("edit \(now.url)") { () async throws(ServiceError) in
                try await restore(now, from: saved)
            })
    }

    private func restore(_ hook: Webhook, from edited: Webhook) async throws(ServiceError) -> EditOutcome {
        let now = try await rows([hook.id])[0]
        guard Self.isSame(now, edited) else {
            throw ServiceError(
                .conflict, "\(now.url) has changed since; nothing was undone.",
                hint: "Look at it again and edit it as it is now.")
        }
        return EditOutcome("undone: edit \(hook.url)", rows: [Row(try await save(hook, over: now))])
    }

    private func save(_ hook: Webhook, over old: Webhook) async throws(ServiceError) -> Webhook {
        try await SendClean.looking { () async throws(ServiceError) in
            try await context.client.editWebhook(hook)
        } ifLost: {
            guard let now = try? await rows([hook.id]).first else { return nil }
            return Self.isSame(now, hook)
                ? "SendClean lists \(hook.url) as it was meant to be."
                : "SendClean lists \(now.url) otherwise; look again before you repeat it."
        }
        return hook
    }

    /// Whether nothing that can be edited differs.
    private static func isSame(_ left: Webhook, _ right: Webhook) -> Bool {
        (left.url, left.label, left.storesLog) == (right.url, right.label, right.storesLog)
            && Set(left.events) == Set(right.events)
    }
}
