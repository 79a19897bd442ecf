import ServiceCore
import Terminal

extension PaneDescription {
    /// Named sets of contacts.
    package static let groups = PaneDescription(
        .group, name: "groups", title: "Groups",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...40),
            PaneColumn("contacts", "CONTACTS", priority: 1, width: 8...10),
            PaneColumn("account", "ACCOUNT", priority: 2, width: 16...36, middle: true),
            PaneColumn("created", "CREATED", priority: 3, width: 12...14),
        ], canCompose: true)

    /// Saved searches over contacts.
    package static let filters = PaneDescription(
        .filter, name: "filters", title: "Filters",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...30),
            PaneColumn("expression", "EXPRESSION", priority: 1, width: 16...60),
            PaneColumn("account", "ACCOUNT", priority: 2, width: 16...36, middle: true),
        ])

    /// Values that every message of an account may refer to.
    package static let variables = PaneDescription(
        .variable, name: "variables", title: "Variables",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...30),
            PaneColumn("value", "VALUE", priority: 1, width: 16...60),
            PaneColumn("account", "ACCOUNT", priority: 2, width: 16...36, middle: true),
        ])

    /// Submission groups.
    package static let batches = PaneDescription(
        .batch, name: "batches", title: "Batches",
        columns: [
            PaneColumn("id", "BATCH", priority: 0, width: 12...36),
            PaneColumn("campaign", "CAMPAIGN", priority: 1, width: 12...36),
            PaneColumn("messages", "MESSAGES", priority: 2, width: 8...10),
            PaneColumn("archived", "ARCHIVED", priority: 5, width: 8...8),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...36, middle: true),
            PaneColumn("created", "CREATED", priority: 3, width: 12...14),
        ], emptyHint: "a launch makes one")

    /// Domains that an account may send from.
    package static let sendingDomains = PaneDescription(
        .sendingDomain, name: "sending-domains", title: "Sending domains",
        columns: [
            PaneColumn("domain", "DOMAIN", priority: 0, width: 14...40, middle: true),
            PaneColumn("dkim", "DKIM", priority: 1, width: 9...19),
            PaneColumn("spf", "SPF", priority: 2, width: 9...19),
            PaneColumn("verified", "VERIFIED", priority: 3, width: 8...12),
            PaneColumn("checked", "CHECKED", priority: 5, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...36, middle: true),
        ],
        quickEdits: [QuickEdit("v", ["check"], "check DNS")])

    /// Endpoints that are told of events.
    package static let webhooks = PaneDescription(
        .webhook, name: "webhooks", title: "Webhooks",
        columns: [
            PaneColumn("url", "URL", priority: 0, width: 16...50, middle: true),
            PaneColumn("events", "EVENTS", priority: 1, width: 8...30),
            PaneColumn("total_events", "TOLD", priority: 3, width: 5...9),
            PaneColumn("last_success", "LAST SUCCESS", priority: 2, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 4, width: 16...36, middle: true),
        ],
        quickEdits: [QuickEdit("R", ["reset-key"], "new key")])

    /// Messages with placeholders.
    package static let templates = PaneDescription(
        .template, name: "templates", title: "Templates",
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 12...30),
            PaneColumn("subject", "SUBJECT", priority: 1, width: 16...50),
            PaneColumn("changed", "CHANGED", priority: 2, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 3, width: 16...36, middle: true),
        ])

    /// Every edit: who, when, before and after.
    package static let audit = PaneDescription(
        .audit, name: "audit", title: "Audit trail",
        columns: [
            PaneColumn("time", "TIME", priority: 1, width: 12...14),
            PaneColumn("who", "WHO", priority: 2, width: 8...24, middle: true),
            PaneColumn("what", "WHAT", priority: 3, width: 8...24),
            PaneColumn("target", "ON", priority: 0, width: 14...36, middle: true),
            PaneColumn("kind", "KIND", priority: 6, width: 8...16),
            PaneColumn("before", "BEFORE", priority: 4, width: 10...40),
            PaneColumn("after", "AFTER", priority: 5, width: 10...40),
        ],
        sort: RowOrder("time", ascending: false), emptyHint: "edits appear here as they are made")
}
