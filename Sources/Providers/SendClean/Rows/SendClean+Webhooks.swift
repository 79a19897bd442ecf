import ServiceCore

extension SendClean {
    /// Endpoints that are told of events (specs/sendclean.md §7).
    struct Webhooks: SendCleanRowKind {
        let context: Context

        static let eventWords = ["send", "open", "click", "soft_bounce", "hard_bounce", "spam"]

        /// Whether these words leave out no event; none stands for all.
        static func isAll(_ words: [String]) -> Bool { eventWords.allSatisfy(words.contains) }

        func operations() -> ResourceOperations<Webhook> {
            ResourceOperations(
                list: listing(sort: RowOrder("url")),
                find: { key async throws(ServiceError) in try await details(of: key) },
                create: creation, update: change, delete: deletion, actions: [keyReset])
        }

        func all() async throws(ServiceError) -> [Webhook] {
            let list = try await context.client.listWebhooks()
            let account = await context.owner.username()
            return try list.rows {
                Webhook(sendClean: &$0, id: { context.id(.webhook, $0) }, account: account)
            }
        }

        /// One hook with its counters, which the list does not tell.
        private func details(of key: String) async throws(ServiceError) -> Webhook? {
            guard let listed = try await find(key) else { return nil }
            let item = try await ifOffered { () async throws(ServiceError) in
                try await context.client.webhook(listed.id.native)
            }
            guard let item else { return listed }
            return try item.row { Webhook(sendClean: &$0, id: { _ in listed.id }, account: listed.account) }
        }

        private var deletion: Deletion<Webhook> {
            Deletion { ids async throws(ServiceError) in
                try await delete(ids).outcome { "\($0) deleted" }.withoutRows
            }
        }

        func delete(_ ids: [ResourceID]) async throws(ServiceError) -> RowEdits<Webhook> {
            try await RowEdits(try await rows(ids)) { hook async throws(ServiceError) in
                try await SendClean.looking { () async throws(ServiceError) in
                    try await context.client.deleteWebhook(hook.id.native)
                } ifLost: {
                    guard let hooks = try? await all() else { return nil }
                    return hooks.contains { $0.id == hook.id }
                        ? "SendClean still lists \(hook.url); look again before you repeat it."
                        : "SendClean does not list \(hook.url) now."
                }
                return hook
            }
        }

        private var keyReset: ResourceAction<Webhook> {
            ResourceAction(
                "reset-key", title: "reset key",
                help: "Makes a new key, which signs what is posted from now on.", effect: .irreversible,
                confirmation: { .naming($0) },
                perform: { ids, _ async throws(ServiceError) in
                    let edits = try await RowEdits(try await rows(ids), call: resetKey)
                    return edits.outcome(
                        { "\($0) has a new key; the old one signs no more" },
                        revealed: edits.done.flatMap { edit in
                            edit.after.key.map { [.init("Webhook key", $0)] } ?? []
                        })
                })
        }

        private func resetKey(_ hook: Webhook) async throws(ServiceError) -> Webhook {
            let answer = try await SendClean.looking { () async throws(ServiceError) in
                try await context.client.resetWebhookKey(hook.id.native)
            } ifLost: {
                guard let now = try? await rows([hook.id]).first else { return nil }
                return now.key == hook.key
                    ? "SendClean still lists the old key of \(hook.url); look again before you repeat it."
                    : "SendClean lists a new key of \(hook.url); x in its detail shows it."
            }
            var changed = hook
            changed.key = try? answer["key"].secret()
            return changed
        }
    }
}

extension EditOutcome {
    /// The same without rows, for those that are gone.
    fileprivate var withoutRows: EditOutcome {
        var outcome = self
        outcome.rows = []
        return outcome
    }
}
