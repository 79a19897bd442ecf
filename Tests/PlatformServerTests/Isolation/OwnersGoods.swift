import Platform
import ServiceCore
import Testing

/// Makes what the owner of an `IsolationGround` has.
struct OwnersGoods {
    let tenant: Tenant

    /// - Returns: the template's id and the webhook's number.
    func make() async throws -> (template: String, webhook: String) {
        _ = try await tenant.senders.create(FormValues(["address": "news@secret.example"]))
        _ = try await tenant.trackingDomains.create(FormValues(["domain": "track.secret.example"]))
        // Keys of the other kind take their time to make.
        _ = try await tenant.sendingDomains.create(
            FormValues(["domain": "secret.example", "dkim_algorithm": "ed25519"]))
        _ = try await tenant.groups.create(FormValues(["name": "secret"]))
        _ = try await tenant.filters.create(FormValues(["name": "secret", "expression": "kim"]))
        _ = try await tenant.variables.create(FormValues(["name": "secret", "value": "secret"]))
        _ = try await tenant.changeAccount(nil, FormValues(["x_header_1": "X-Secret"]))
        try await people()
        let template = try await tenant.templates.create(
            FormValues(["name": "secret", "subject": "secret", "text": "secret"]))
        let webhook = try await tenant.webhooks.create(FormValues(["url": "https://hook.secret.example/"]))
        return (
            try #require(template.rows.first?.id.native),
            try #require((webhook.rows.first?.resource as? Webhook)?.number)
        )
    }

    private func people() async throws {
        var kim = ContactChange("kim@secret.example")
        kim.groups = ["secret"]
        _ = try await tenant.saveContact(kim)
        _ = try await tenant.saveContact(ContactChange("lee@secret.example"))
        try await tenant.setWhitelisted(true, "kim@secret.example")
        _ = try await tenant.setInvalid(true, "lee@secret.example")
        try await tenant.suppress(["sue@secret.example"])
        try await tenant.activateRecipients(["kim@secret.example"])
    }

    /// Sends an archived mail by the second campaign, to one who gets it and one who is suppressed.
    ///
    /// - Returns: its batch.
    func send(_ user: String) async throws -> String {
        let campaign = try #require(try await tenant.mailCampaigns(numid: 2).first)
        var draft = MailDraft(
            from: "news@secret.example",
            people: [.init(.to, "kim@secret.example"), .init(.to, "sue@secret.example")], source: "test")
        draft.subject = "secret"
        draft.text = "secret"
        draft.campaign = campaign.id
        draft.smtpUser = user
        draft.uniqueID = "secret-1"
        draft.keepsArchive = true
        draft.copiesWithEach = true
        draft.requiresApprovedSender = false
        return try await tenant.send(draft).batch
    }

    /// - Returns: the id of a text campaign that there is no credit for.
    func waitForCredit() async throws -> String {
        let draft = SMSDraft(
            title: "secret", text: "secret", sender: "Max", recipients: ["+22963588213"])
        return try await tenant.launchSMS(draft, source: "test").uuid
    }
}
