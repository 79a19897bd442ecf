import ServiceCore

/// The calls on webhooks (`WIRE.md` §7).
extension SendClean.Client {
    func listWebhooks() async throws(ServiceError) -> JSONReader {
        try await read("webhooks.list", "settings/listWebhook")["webhook_list"]
    }

    func webhook(_ id: String) async throws(ServiceError) -> JSONReader {
        try await read("webhooks.show", "settings/getWebhookInfo", ["webhook_id": .string(id)])[
            "webhook_data"]
    }

    /// The answer holds no id.
    func addWebhook(_ webhook: Webhook) async throws(ServiceError) {
        var body: JSONValue = ["url": .string(webhook.url)]
        body.add("event", Self.words(webhook.events))
        body.add("description", .string(webhook.label))
        body.add("store_log", Self.word(webhook.storesLog))
        _ = try await write("webhooks.create", "settings/addWebhook", body, blaming: "url")
    }

    /// Sends the URL, which the call demands, and what differs.
    ///
    /// That SendClean keeps what an edit leaves out is inferred (`WIRE.md` §7): its pages demand the two alone and
    /// do not say. Were it otherwise, what else is known of the hook belongs here.
    func editWebhook(_ webhook: Webhook, over old: Webhook) async throws(ServiceError) {
        var body: JSONValue = ["webhook_id": .string(webhook.id.native), "url": .string(webhook.url)]
        if webhook.events.map(Set.init) != old.events.map(Set.init) {
            body.add("event", Self.words(webhook.events))
        }
        if webhook.label != old.label { body.add("description", .string(webhook.label)) }
        if webhook.storesLog != old.storesLog { body.add("store_log", Self.word(webhook.storesLog)) }
        _ = try await write("webhooks.edit", "settings/editWebhook", body, blaming: "url")
    }

    func resetWebhookKey(_ id: String) async throws(ServiceError) -> JSONReader {
        try await write("webhooks.reset-key", "settings/keyResetWebhook", ["webhook_id": .string(id)])
    }

    func deleteWebhook(_ id: String) async throws(ServiceError) {
        _ = try await write("webhooks.delete", "settings/deleteWebhook", ["webhook_id": .string(id)])
    }

    /// All events are spelled out.
    private static func words(_ events: [String]?) -> String? {
        events.map { ($0.isEmpty ? Webhook.eventWords : $0).joined(separator: ",") }
    }

    private static func word(_ storesLog: Bool?) -> String? { storesLog.map { $0 ? "Enable" : "Disable" } }
}
