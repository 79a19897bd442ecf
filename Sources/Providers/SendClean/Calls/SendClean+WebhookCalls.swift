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

    /// All of the hook, since it is not told whether an edit keeps what it leaves out; all events are spelled out.
    private static func body(_ webhook: Webhook) -> JSONValue {
        let events = webhook.events.isEmpty ? SendClean.Webhooks.eventWords : webhook.events
        return [
            "url": .string(webhook.url), "event": .string(events.joined(separator: ",")),
            "description": .string(webhook.label), "store_log": webhook.storesLog ? "Enable" : "Disable",
        ]
    }
}
