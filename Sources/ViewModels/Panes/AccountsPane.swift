import ServiceCore

extension PaneDescription {
    /// Customers, their tracking flags, caps and credits.
    package static let accounts = PaneDescription(
        Account.self, name: "accounts", title: "Accounts", number: 1,
        columns: [
            "username", "company", "state", "track_opens", "track_links", "track_unsubscribes", "emails_sent",
            "email_cap", "sms_credits", "admin",
        ],
        related: [.sender, .smtpUser, .trackingDomain, .contact, .campaign])
}
