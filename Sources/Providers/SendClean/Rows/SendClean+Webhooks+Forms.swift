import ServiceCore

extension SendClean.Webhooks {
    var creation: Submission<Webhook> {
        Submission(
            form: { _ async throws(ServiceError) in
                FormDescription(
                    title: "New webhook", fields: Self.lines.fields(of: blank),
                    notes: [
                        "SendClean calls the URL at once and wants “God bless you, SendClean” in its answer."
                    ]
                ).ruled { values throws(ServiceError) in
                    var draft = blank
                    try Self.read(values, into: &draft)
                }
            },
            submit: { _, values async throws(ServiceError) in try await create(values) })
    }

    var change: Submission<Webhook> {
        Submission(
            form: { hook async throws(ServiceError) in
                FormDescription(title: "Edit webhook", fields: Self.lines.fields(of: hook ?? blank)).ruled {
                    values throws(ServiceError) in
                    guard var changed = hook else { return }
                    try Self.read(values, into: &changed)
                }
            },
            submit: { hook, values async throws(ServiceError) in try await update(hook, values) })
    }

    private static let lines = {
        var lines = FormLines<Webhook>("url", "events", "description", "store_log")
        lines["url"].help = ""
        return lines
    }()

    private var blank: Webhook { Webhook(id: context.id(.webhook, ""), account: "", url: "") }

    /// What the form leaves out stays.
    private static func read(_ values: FormValues, into hook: inout Webhook) throws(ServiceError) {
        if hook.url.isEmpty || values["url"] != nil {
            hook.url = try values.sendCleanLine("url", "The URL")
            hook.untold.remove("url")
        }
        try FormLines<Webhook>("events", "store_log").read(values, into: &hook)
        if values["description"] != nil {
            hook.label = try values.sendCleanLine("description") ?? ""
            if !hook.label.isEmpty { hook.untold.remove("description") }
        }
    }

    private func create(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
        var draft = blank
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
        let shown = Self.lines.fields(of: opened)
        try Self.read(values.leavingOut(opened.untold, asShownBy: shown), into: &changed)
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
