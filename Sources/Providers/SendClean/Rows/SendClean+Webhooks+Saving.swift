import ServiceCore

extension SendClean.Webhooks {
    /// The answer has no id, so the new hook is the one with this URL that was not listed before.
    func add(_ hook: Webhook) async throws(ServiceError) -> EditOutcome {
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
        var outcome = EditOutcome("\(hook.url) created")
        guard made.count == 1 else { return outcome }
        outcome.rows = made.map { Row($0) }
        outcome.reversal = Reversal("create \(hook.url)") { () async throws(ServiceError) in
            _ = try await delete(made.map(\.id))
            return EditOutcome("undone: create \(hook.url)")
        }
        return outcome
    }

    /// Writes the hook as it was, where nobody has edited it since.
    func restore(_ hook: Webhook, from edited: Webhook) async throws(ServiceError) -> EditOutcome {
        let now = try await rows([hook.id])[0]
        guard Self.isSame(now, edited) else {
            throw ServiceError(
                .conflict, "\(now.url) has changed since; nothing was undone.",
                hint: "Look at it again and edit it as it is now.")
        }
        return EditOutcome("undone: edit \(hook.url)", rows: [Row(try await save(hook, over: now))])
    }

    /// Writes all of a hook; the platform does not repeat it.
    func save(_ hook: Webhook, over old: Webhook) async throws(ServiceError) -> Webhook {
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
    static func isSame(_ left: Webhook, _ right: Webhook) -> Bool {
        (left.url, left.label, left.storesLog) == (right.url, right.label, right.storesLog)
            && left.events.map(Set.init) == right.events.map(Set.init)
    }
}
