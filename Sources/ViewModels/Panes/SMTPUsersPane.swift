import ServiceCore
import Terminal

extension PaneDescription {
    /// Submission logins and their limits.
    package static let smtpUsers = PaneDescription(
        .smtpUser, name: "smtp-users", title: "SMTP users", number: 3,
        columns: [
            PaneColumn("name", "NAME", priority: 0, width: 10...24),
            PaneColumn("state", "STATE", priority: 1, width: 8...10),
            PaneColumn("used_this_hour", "THIS HOUR", priority: 3, width: 9...9),
            PaneColumn("hourly_limit", "PER HOUR", priority: 2, width: 8...9),
            PaneColumn("used", "USED", priority: 4, width: 6...10),
            PaneColumn("total_limit", "IN ALL", priority: 4, width: 7...10),
            PaneColumn("account", "ACCOUNT", priority: 5, width: 16...36, middle: true),
            PaneColumn("created", "CREATED", priority: 8, width: 12...14),
        ],
        quickEdits: [
            QuickEdit("b", ["enable", "disable"], "enable/disable"),
            QuickEdit("R", ["reset-password"], "reset password"),
        ])
}
