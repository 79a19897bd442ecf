import ServiceCore

extension PaneDescription {
    /// Submission logins and their limits.
    package static let smtpUsers = PaneDescription(
        SMTPUser.self, name: "smtp-users", title: "SMTP users", number: 3,
        columns: [
            "name", "state", "used_this_hour", "hourly_limit", "used", "total_limit", "account", "created",
        ])
}
