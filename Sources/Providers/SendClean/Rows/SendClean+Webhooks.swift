import ServiceCore

extension SendClean {
    /// Endpoints that are told of events (`WIRE.md` §7).
    struct Webhooks: SendCleanRowKind {
        let context: Context

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

        /// One hook with its counters, which the list does not tell, and with what was written to it since.
        private func details(of key: String) async throws(ServiceError) -> Webhook? {
            guard let listed = try await find(key) else { return nil }
            return try await details(of: listed)
        }

        private func details(of listed: Webhook) async throws(ServiceError) -> Webhook {
            let item = try await ifOffered(try await context.client.webhook(listed.id.native))
            guard let item else { return listed }
            let told = context.inHand.laid(
                over: try item.row {
                    Webhook(sendClean: &$0, id: { _ in listed.id }, account: listed.account)
                })
            return told.learning(from: listed)
        }

        /// The hook as it is now; where the list tells less than was known before, as it is told by itself.
        func now(_ known: Webhook) async throws(ServiceError) -> Webhook {
            let listed = try await rows([known.id])[0]
            guard !Self.isSame(listed, listed.learning(from: known)) else { return listed }
            return try await details(of: listed)
        }

        private var deletion: Deletion<Webhook> {
            Deletion { ids async throws(ServiceError) in try await delete(ids) { "\($0) deleted" } }
        }

        /// - Parameter notice: what is told of the hooks that are gone.
        func delete(
            _ ids: [ResourceID], notice: @escaping @Sendable (String) -> String
        ) async throws(ServiceError) -> EditOutcome {
            let tell: RowEdits<Webhook>.Telling = { $0.outcome(notice).withoutRows }
            return tell(
                try await RowEdits(try await rows(ids)) { hook async throws(ServiceError) in
                    try await removing(hook, tell) { () async throws(ServiceError) in
                        try await context.client.deleteWebhook(hook.id.native)
                    }
                })
        }

        private var keyReset: ResourceAction<Webhook> {
            ResourceAction(
                .resetKey,
                confirmation: { .naming($0) },
                perform: { ids, _ async throws(ServiceError) in
                    Self.toldReset(try await RowEdits(try await rows(ids), call: resetKey))
                })
        }

        private static func toldReset(_ edits: RowEdits<Webhook>) -> EditOutcome {
            edits.outcome(
                { "\($0) has a new key; the old one signs no more" },
                revealed: edits.done.flatMap { edit in
                    edit.after.key.map { [.init("Webhook key", $0, of: edit.after.title)] } ?? []
                })
        }

        private func resetKey(_ hook: Webhook) async throws(ServiceError) -> Webhook {
            try await renewing(hook, \.key, "key", "keys", Self.toldReset) { () async throws(ServiceError) in
                let answer = try await context.client.resetWebhookKey(hook.id.native)
                return try? answer["key"].secret()
            }
        }
    }
}
