import ServiceCore
import Terminal

extension PaneDescription {
    /// Customers, their tracking flags, caps and credits.
    package static let accounts = PaneDescription(
        .account, name: "accounts", title: "Accounts", number: 1,
        columns: [
            PaneColumn("username", "USER NAME", priority: 0, width: 16...36, middle: true),
            PaneColumn("company", "COMPANY", priority: 2, width: 10...26),
            PaneColumn("state", "STATE", priority: 1, width: 6...10),
            PaneColumn("track_opens", "OPENS", priority: 3, width: 5...5),
            PaneColumn("track_links", "LINKS", priority: 4, width: 5...5),
            PaneColumn("track_unsubscribes", "UNSUB", priority: 5, width: 5...5),
            PaneColumn("emails_sent", "SENT", priority: 6, width: 5...9),
            PaneColumn("email_cap", "CAP", priority: 7, width: 5...9),
            PaneColumn("sms_credits", "CREDITS", priority: 6, width: 7...9),
            PaneColumn("admin", "ADMIN", priority: 8, width: 5...5),
            PaneColumn("country", "COUNTRY", priority: 9, width: 7...7, hidden: true),
            PaneColumn("created", "CREATED", priority: 9, width: 12...14, hidden: true),
        ],
        quickEdits: [
            QuickEdit(
                "t",
                menu: [
                    QuickEdit("o", ["track-opens", "untrack-opens"], "opens"),
                    QuickEdit("l", ["track-links", "untrack-links"], "links"),
                    QuickEdit("u", ["track-unsubscribes", "untrack-unsubscribes"], "unsubscribes"),
                ], "tracking"),
            QuickEdit("R", ["new-key"], "new API key"),
        ],
        related: [.sender, .smtpUser, .trackingDomain, .contact, .campaign])
}
