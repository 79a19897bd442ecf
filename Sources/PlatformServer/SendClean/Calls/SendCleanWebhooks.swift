import Platform
import ServiceCore

/// The calls on webhooks (`Providers/SendClean/WIRE.md` §7).
enum SendCleanWebhooks {
    static let calls: [String: SendCleanCall] = [
        "settings/addWebhook": .post(add), "settings/editWebhook": .post(edit),
        "settings/keyResetWebhook": .post(resetKey),
        // As the TypeScript client misspells it.
        "settings/keyRestWebhook": .post(resetKey),
        "settings/listWebhook": .post(list), "settings/getWebhookInfo": .post(info),
        "settings/deleteWebhook": .post(delete),
    ]

    /// In the order in which they are told; a webhook for none is one for all.
    private static let events = ["send", "open", "click", "soft_bounce", "hard_bounce", "spam"]

    private static func add(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        _ = try await call.tenant.webhooks.create(try await values(call))
        return ["message": "Webhook Added"]
    }

    private static func edit(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        _ = try await webhook(call)
        let values = try await values(call)
        _ = try await call.tenant.settled { () async throws(ServiceError) in
            try await call.tenant.webhooks.update(try await webhook(call), values)
        }
        return ["message": "Webhook Edited"]
    }

    private static func resetKey(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let outcome = try await call.tenant.webhooks.perform("reset-key", on: [try await webhook(call)])
        let webhook: Webhook = try SendCleanCall.row(outcome)
        return [
            "message": "Webhook key reseted", "webhook_id": webhook.number,
            "key": webhook.key?.reveal() ?? "",
        ]
    }

    private static func list(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        ["webhook_list": try await call.tenant.webhooks.all().map(item)]
    }

    private static func info(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let webhook = try await webhook(call)
        var item = item(webhook)
        // These two are told of one webhook alone, not in the list.
        item["last_success"] = SendCleanForm.seconds(webhook.lastSuccess)
        item["total_event"] = webhook.totalEvents ?? 0
        return ["webhook_data": item]
    }

    private static func delete(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        try await call.tenant.webhooks.delete([try await webhook(call)])
        return ["message": "Webhook Deleted"]
    }

    private static func item(_ webhook: Webhook) -> JSONObject {
        let chosen = webhook.events ?? []
        return [
            "webhook_id": webhook.number, "url": webhook.url,
            "event": (chosen.isEmpty ? events : chosen).joined(separator: ","),
            "key": webhook.key?.reveal() ?? "", "store_log": SendCleanForm.enabled(webhook.storesLog),
            "description": webhook.label, "create_date": SendCleanForm.seconds(webhook.created),
        ]
    }

    private static func webhook(_ call: SendCleanCaller) async throws(ServiceError) -> Webhook {
        let number = try call.parameters.required("webhook_id")
        guard let webhook = try await call.tenant.webhook(number: number) else {
            throw call.parameters.fault("webhook_id", "“\(number)” is unknown")
        }
        return webhook
    }

    /// What the call says, once the URL has shown that it wants to be told; it is asked when all else is right.
    private static func values(_ call: SendCleanCaller) async throws(ServiceError) -> FormValues {
        let parameters = call.parameters
        var values = FormValues(["url": try parameters.required("url")])
        values["events"] = try events(parameters)
        values["description"] = try parameters.text("description")
        values["store_log"] = try parameters.word("store_log", ["Enable": "yes", "Disable": "no"])
        try await call.tenant.checkWebhook(try values.required("url", "The URL", .webURL))
        return values
    }

    private static func events(_ parameters: SendCleanParameters) throws(ServiceError) -> String? {
        guard let text = try parameters.text("event") else { return nil }
        for word in text.split(separator: ",") where !events.contains(String(word).trimmingBlanks) {
            throw parameters.fault("event", "“\(word)” is unknown")
        }
        return text
    }
}
