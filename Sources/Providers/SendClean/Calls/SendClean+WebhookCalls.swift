import ServiceCore

/// The calls on webhooks (specs/sendclean.md §7).
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
        _ = try await write("webhooks.create", "settings/addWebhook", Self.body(webhook), blaming: "url")
    }

    func editWebhook(_ webhook: Webhook) async throws(ServiceError) {
        _ = try await write(
            "webhooks.edit", "settings/editWebhook",
            ["webhook_id": .string(webhook.id.native)] + Self.body(webhook), blaming: "url")
    }

    func resetWebhookKey(_ id: String) async throws(ServiceError) -> JSONReader {
        try await write("webhooks.reset-key", "settings/keyResetWebhook", ["webhook_id": .string(id)])
    }

    func deleteWebhook(_ id: String) async throws(ServiceError) {
        _ = try await write("webhooks.delete", "settings/deleteWebhook", ["webhook_id": .string(id)])
    }

    /// All that is known of the hook, since it is not told whether an edit keeps what it leaves out.
    ///
    /// All events are spelled out; what SendClean did not tell is left out, for it would be overwritten by a guess.
    private static func body(_ webhook: Webhook) -> JSONValue {
        var body: JSONValue = ["url": .string(webhook.url)]
        body.add(
            "event",
            webhook.events.map { ($0.isEmpty ? SendClean.Webhooks.eventWords : $0).joined(separator: ",") })
        if !webhook.untold.contains("description") { body.add("description", .string(webhook.label)) }
        body.add("store_log", webhook.storesLog.map { $0 ? "Enable" : "Disable" })
        return body
    }
}
