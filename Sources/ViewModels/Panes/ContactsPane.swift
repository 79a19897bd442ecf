import ServiceCore
import Terminal

extension PaneDescription {
    /// The people that accounts send to.
    package static let contacts = PaneDescription(
        .contact, name: "contacts", title: "Contacts", number: 5,
        columns: [
            PaneColumn("email", "EMAIL", priority: 0, width: 16...40, middle: true),
            PaneColumn("name", "NAME", priority: 2, width: 10...26),
            PaneColumn("state", "STATE", priority: 1, width: 8...10),
            PaneColumn("whitelisted", "WHITELIST", priority: 3, width: 9...9),
            PaneColumn("groups", "GROUPS", priority: 5, width: 8...22),
            PaneColumn("last_event", "LAST EVENT", priority: 4, width: 10...13),
            PaneColumn("last_event_at", "AT", priority: 6, width: 12...14),
            PaneColumn("account", "ACCOUNT", priority: 7, width: 18...28, middle: true),
            PaneColumn("phone", "PHONE", priority: 8, width: 10...16, hidden: true),
            PaneColumn("numid", "DMDS NUMBER", priority: 9, width: 6...9, hidden: true),
            PaneColumn("age", "AGE", priority: 9, width: 3...3, hidden: true),
            PaneColumn("sex", "SEX", priority: 9, width: 3...3, hidden: true),
            PaneColumn("suppression", "SUPPRESSED", priority: 9, width: 10...11, hidden: true),
            PaneColumn("hard_bounces", "HARD", priority: 9, width: 4...5, hidden: true),
            PaneColumn("soft_bounces", "SOFT", priority: 9, width: 4...5, hidden: true),
            PaneColumn("created", "CREATED", priority: 9, width: 12...14, hidden: true),
        ],
        quickEdits: [
            QuickEdit("w", ["whitelist", "unwhitelist"], "whitelist"),
            QuickEdit("i", ["invalidate", "revalidate"], "invalidate"),
            QuickEdit("a", ["allow"], "allow sending"),
        ],
        related: [.event], canCompose: true)
}
