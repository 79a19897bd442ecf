import ServiceCore

extension SendClean.Webhooks {
    /// The answer has no id, so the new hook is the one with this URL that was not listed before.
    func add(_ hook: Webhook) async throws(ServiceError) -> EditOutcome {
        let before = Set(try await all().map(\.id))
        let isNew: @Sendable (Webhook) -> Bool = { $0.url == hook.url && !before.contains($0.id) }
        let settling = Settling(on: SendClean.title, []) { () async throws(ServiceError) in
            Sight.ofMade(try await all().filter(isNew), id: \.id, before: before) { new in
                "SendClean lists \(NumberText.counted(new.count, "new webhook")) with this URL; look before you repeat it."
            }.map { [$0] }
        } outcome: { (made: [Webhook]) in
            toldMade(hook, made)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            try await context.client.addWebhook(hook)
            return (try? await all())?.filter(isNew) ?? []
        }
    }

    private func toldMade(_ hook: Webhook, _ made: [Webhook]) -> EditOutcome {
        var outcome = EditOutcome("\(hook.title) created")
        guard made.count == 1 else { return outcome }
        outcome.rows = made.map { Row($0) }
        outcome.reversal = Reversal("create \(hook.title)") { () async throws(ServiceError) in
            try await delete(made.map(\.id)) { "undone: create \($0)" }
        }
        return outcome
    }

    /// Writes the hook as it was, where nobody has edited it since.
    func restore(_ hook: Webhook, from edited: Webhook) async throws(ServiceError) -> EditOutcome {
        let doubted = context.inHand.doubted(in: edited.id)
        let now = try await now(edited).learning(from: edited, but: doubted)
        guard Self.isSame(now, edited.learning(from: now)) else {
            throw ServiceError(
                .conflict, "\(now.title) has changed since; nothing was undone.",
                hint: "Look at it again and edit it as it is now.")
        }
        var back = hook
        // A new key is not taken back with the rest.
        back.key = now.key
        return try await save(back, over: now, told: "undone: edit \(hook.title)", nil)
    }

    /// Writes what differs between two states of a hook; the platform does not repeat it.
    func save(
        _ hook: Webhook, over old: Webhook, told message: String, _ reversal: Reversal?
    ) async throws(ServiceError) -> EditOutcome {
        let settling = Settling(on: SendClean.title, [hook.id], from: [Row(old)], wished: [Row(hook)]) {
            () async throws(ServiceError) -> Sight<Void> in
            let now = try await now(hook)
            let isDone = Self.isSame(now.learning(from: hook), hook)
            let isAsBefore = Self.isSame(now.learning(from: old), old)
            if isDone, !isAsBefore { return .done(()) }
            if isAsBefore, !isDone { return .notShown }
            // What is told of it may leave out the very thing that was changed.
            return .unclear(
                isDone
                    ? "SendClean does not tell of \(now.title) what was changed; look before you repeat it."
                    : "SendClean lists \(now.title) otherwise; look before you repeat it.")
        } outcome: { _ in
            EditOutcome(message, rows: [Row(hook)], reversal: reversal)
        }
        return try await settling.outcome { () async throws(ServiceError) in
            try await context.client.editWebhook(hook, over: old)
        }
    }

    /// Whether all that differs was known before, so that it can be put back.
    static func isRestorable(_ before: Webhook, from after: Webhook) -> Bool {
        (before.events != nil || after.events == nil) && (before.storesLog != nil || after.storesLog == nil)
            && (!before.untold.contains("description") || before.label == after.label)
            && !(before.untold.contains("url") && before.url != after.url)
    }

    /// Whether nothing that can be edited differs.
    static func isSame(_ left: Webhook, _ right: Webhook) -> Bool {
        (left.url, left.label, left.storesLog) == (right.url, right.label, right.storesLog)
            && left.events.map(Set.init) == right.events.map(Set.init)
    }
}

extension Webhook {
    /// What it is called in words: its URL, or its number where SendClean told none.
    var title: String { Row(self).name }
}
