import ServiceCore

extension PaneDescription {
    /// Endpoints that are told of events.
    package static let webhooks = PaneDescription(
        Webhook.self, name: "webhooks", title: "Webhooks",
        columns: [
            "url", "events", "total_events", "last_success", "last_answer", "untaken_events", "account",
        ])
}
