import ServiceCore

/// What the calls on webhooks answer.
enum SendCleanWebhookPayload {
    struct List: Encodable {
        let status = "success"
        let webhooks: [Item]

        enum CodingKeys: String, CodingKey {
            case status
            case webhooks = "webhook_list"
        }
    }

    struct Info: Encodable {
        let status = "success"
        let webhook: Item

        enum CodingKeys: String, CodingKey {
            case status
            case webhook = "webhook_data"
        }
    }

    struct Key: Encodable {
        let status = "success"
        let message = "Webhook key reseted"
        let number: String
        let key: String

        init(_ webhook: Webhook) {
            number = webhook.number
            key = webhook.key?.reveal() ?? ""
        }

        enum CodingKeys: String, CodingKey {
            case status, message, key
            case number = "webhook_id"
        }
    }

    struct Item: Encodable {
        let number: String
        let url: String
        let event: String
        let key: String
        let storeLog: String
        let description: String
        let created: Int
        /// These two are told of one webhook alone, not in the list.
        let lastSuccess: Int?
        let totalEvents: Int?

        init(_ webhook: Webhook, withCounters: Bool = false) {
            number = webhook.number
            url = webhook.url
            let chosen = webhook.events ?? []
            event = (chosen.isEmpty ? SendCleanWebhooks.events : chosen).joined(separator: ",")
            key = webhook.key?.reveal() ?? ""
            storeLog = SendCleanForm.enabled(webhook.storesLog)
            description = webhook.label
            created = SendCleanForm.seconds(webhook.created)
            lastSuccess = withCounters ? SendCleanForm.seconds(webhook.lastSuccess) : nil
            totalEvents = withCounters ? webhook.totalEvents ?? 0 : nil
        }

        enum CodingKeys: String, CodingKey {
            case url, event, key, description
            case number = "webhook_id"
            case storeLog = "store_log"
            case created = "create_date"
            case lastSuccess = "last_success"
            case totalEvents = "total_event"
        }
    }
}
