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
    static let events = ["send", "open", "click", "soft_bounce", "hard_bounce", "spam"]

    private static func add(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        let values = try await checked(try values(parameters), tenant)
        _ = try await tenant.webhooks.create(values)
        return .init("Webhook Added")
    }

    private static func edit(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        _ = try await webhook(parameters, of: tenant)
        let values = try await checked(try values(parameters), tenant)
        _ = try await tenant.settled { () async throws(ServiceError) in
            try await tenant.webhooks.update(try await webhook(parameters, of: tenant), values)
        }
        return .init("Webhook Edited")
    }

    private static func resetKey(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanWebhookPayload.Key {
        let webhook = try await webhook(parameters, of: tenant)
        return .init(try SendCleanCall.row(try await tenant.webhooks.perform("reset-key", on: [webhook])))
    }

    private static func list(
        _ tenant: Tenant, _: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanWebhookPayload.List {
        .init(webhooks: try await tenant.webhooks.all().map { .init($0) })
    }

    private static func info(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanWebhookPayload.Info {
        .init(webhook: .init(try await webhook(parameters, of: tenant), withCounters: true))
    }

    private static func delete(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        try await tenant.webhooks.delete([try await webhook(parameters, of: tenant)])
        return .init("Webhook Deleted")
    }

    /// The same values, once the URL has shown that it wants to be told; it is asked when all else is right.
    private static func checked(
        _ values: FormValues, _ tenant: Tenant
    ) async throws(ServiceError) -> FormValues {
        try await tenant.checkWebhook(try values.required("url", "The URL", .webURL))
        return values
    }

    private static func webhook(
        _ parameters: SendCleanParameters, of tenant: Tenant
    ) async throws(ServiceError) -> Webhook {
        let number = try parameters.required("webhook_id")
        guard let webhook = try await tenant.webhook(number: number) else {
            throw parameters.fault("webhook_id", "“\(number)” is unknown")
        }
        return webhook
    }

    private static func values(_ parameters: SendCleanParameters) throws(ServiceError) -> FormValues {
        var values = FormValues(["url": try parameters.required("url")])
        values["events"] = try events(parameters)
        values["description"] = try parameters.text("description")
        values["store_log"] = try parameters.word("store_log", ["Enable": "yes", "Disable": "no"])
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
