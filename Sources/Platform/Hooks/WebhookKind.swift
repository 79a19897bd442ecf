package import ServiceCore

/// What can be done with the webhooks of the embedded platform.
struct WebhookKind: Sendable {
    let kind: OwnedKind<Webhook>

    /// The words of SendClean's hooks (`Providers/SendClean/WIRE.md` §7).
    private static let eventWords = ["send", "open", "click", "soft_bounce", "hard_bounce", "spam"]

    init(_ context: PlatformContext) {
        kind = OwnedKind(
            context: context, table: WebhookQueries.table(context.connection, vault: context.vault))
    }

    func operations() -> ResourceOperations<Webhook> {
        var form = PlainForm(
            blank: Webhook(id: ResourceID(kind.context.connection, .webhook, ""), account: "", url: ""),
            fields: Self.fields, read: Self.read)
        form.more = { [vault = kind.context.vault] _ in try WebhookQueries.identity(vault: vault) }
        form.reveal = Self.revelation
        var operations = kind.operations(sort: RowOrder("url"), form: form)
        operations.actions = [keyReset, replay]
        return operations
    }

    private static let fields: @Sendable (Webhook) -> [FormField] = { hook in
        [
            FormField("url", "URL", value: hook.url, isRequired: true, help: TextRule.webURL.hint),
            FormField(
                "events", "Events", .list, value: hook.events?.joined(separator: ",") ?? "",
                help: "Of \(eventWords.joined(separator: ", ")); empty for all."),
            FormField("description", "Description", value: hook.label),
            FormField("store_log", "Keeps a log", .flag, value: hook.storesLog == true ? "yes" : "no"),
        ]
    }

    private static let read: @Sendable (FormValues, inout Webhook) throws(ServiceError) -> Void = {
        values, hook throws(ServiceError) in
        if hook.url.isEmpty || values["url"] != nil {
            hook.url = try values.required("url", "The URL", .webURL)
        }
        if values["events"] != nil { hook.events = try events(values.list("events")) }
        try values.read("description", into: &hook.label)
        try values.read("store_log", into: &hook.storesLog)
    }

    /// In the order of the specification, each once; all of them is kept as none.
    private static func events(_ words: [String]) throws(ServiceError) -> [String] {
        let wanted = words.map { $0.lowercased() }.filter { $0 != "all" }
        if let unknown = wanted.first(where: { !eventWords.contains($0) }) {
            throw ServiceError(
                .invalid, "“\(unknown)” is no event.", hint: "Events: \(eventWords.joined(separator: ", ")).",
                field: "events")
        }
        let chosen = eventWords.filter { wanted.contains($0) }
        return chosen.count == eventWords.count ? [] : chosen
    }

    private var keyReset: ResourceAction<Webhook> {
        kind.rotation(
            "reset-key", title: "reset key",
            help: "Makes a new key, which signs what is posted from now on.",
            notice: { "\($0) has a new key; the old one signs no more" }, reveal: Self.revelation
        ) { [vault = kind.context.vault] id, db in
            try WebhookQueries.setKey(NewSecret.apiKey(), of: id, vault: vault, in: db)
        }
    }

    private var replay: ResourceAction<Webhook> {
        var change = RowChange<Webhook>(
            "replay", notice: { "\($0) is told again what it did not take" },
            apply: { [table = kind.table] session, hook in
                try HookOutQueries.replay(try table.rowID(hook), at: session.now, in: session.database)
            })
        change.availability = {
            ($0.untakenEvents ?? 0) > 0 ? .available : .disabled("it has taken everything")
        }
        change.reversal = .none(because: "what was posted is posted")
        return kind.editor.action(
            change, title: "replay", help: "Sends again, and now, the events that the endpoint did not take.")
    }

    private static let revelation: @Sendable (Webhook) -> [EditOutcome.Revelation] = { hook in
        hook.key.map { [.init("Webhook key", $0, of: hook.url)] } ?? []
    }
}

extension Tenant {
    package var webhooks: TenantRows<Webhook> {
        let kind = WebhookKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}
