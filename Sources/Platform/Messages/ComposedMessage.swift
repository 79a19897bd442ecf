import FoundationEssentials
import ServiceCore
import Store

/// One message to chosen people, groups or typed addresses, sent apart from any campaign.
struct ComposedMessage: Sendable {
    let context: PlatformContext

    /// More recipients than this are a campaign.
    static let limit = 1000

    func form(_ targets: [ResourceID]) async throws(ServiceError) -> FormDescription {
        let start = try await context.store.read { db in try MessageTargets.start(targets, in: db) }
        return FormDescription(
            title: "New message",
            fields: [
                FormField(
                    "channel", "By", .choice(Channel.allCases.map(\.rawValue)), value: start.channel.rawValue),
                FormField("account", "Account", start.account.isEmpty ? .text : .fixed, value: start.account),
                FormField(
                    "sender", "From", start.senders.isEmpty ? .text : .choice(start.senders),
                    value: start.sender,
                    isRequired: true),
                FormField(
                    "to", start.people == 0 ? "To" : "Also to", isRequired: start.people == 0,
                    help: "Addresses or numbers with commas between."),
                FormField("subject", "Subject", value: start.subject, help: "E-mail only."),
                FormField("text", "Text", .multiline, value: start.text, isRequired: true),
                FormField("html", "HTML", .multiline, help: "E-mail only."),
            ],
            audience: start.people == 0
                ? nil : "Goes to \(NumberText.counted(start.people, "person", "people")) of what was chosen.",
            remarks: FormRemarks { values async throws(ServiceError) in
                let texts = ["subject", "text", "html"].map { values[$0] ?? "" }
                return CampaignRemarks.asWritten(texts.joined(separator: "\n"), "single messages")
            }
        ).ruled { values throws(ServiceError) in _ = try draft(values) }
    }

    func send(_ targets: [ResourceID], _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let draft = try draft(values)
        return try await context.editor.edit { session in
            let db = session.database
            let account = try MessageTargets.account(targets, named: values.text("account"), in: db)
            let addresses = try Self.addresses(targets, values, draft.channel, account: account, in: db)
            let audience = try Self.audience(addresses, targets, draft.channel, account: account, in: db)
            try draft.submit(to: addresses, account: account, in: session)
            let subject =
                audience.count == 1
                ? audience.addresses[0] : NumberText.counted(audience.count, "recipient")
            let done = audience.count == 0 ? "message goes to nobody" : "message to \(subject) queued"
            return EditOutcome(
                ([done] + audience.leftOut.map { "not sent: \($0.words)" })
                    .joined(separator: "; "),
                isAsWished: audience.count > 0, finality: SingleSend.finality)
        }
    }

    /// Whom `send` would write to, the chosen and the typed ones together, and who is left out.
    ///
    /// - Throws: as `send` does where there are none or too many.
    func recipients(
        _ targets: [ResourceID], _ values: FormValues
    ) async throws(ServiceError) -> MessageAudience {
        let channel = Self.channel(values)
        return try await context.store.read { db in
            let account = try MessageTargets.account(targets, named: values.text("account"), in: db)
            let addresses = try Self.addresses(targets, values, channel, account: account, in: db)
            return try Self.audience(addresses, targets, channel, account: account, in: db)
        }
    }

    private static func audience(
        _ addresses: [String], _ targets: [ResourceID], _ channel: Channel, account: Int64,
        in db: ReadTransaction
    ) throws -> MessageAudience {
        let missing = try MessageTargets.withoutAddress(targets, channel, in: db)
        return try MessageAudience(
            of: addresses, channel, account: account,
            leavingOut: missing == 0 ? [:] : [NotSentReason.noAddress(channel).text: missing], in: db)
    }

    private static func addresses(
        _ targets: [ResourceID], _ values: FormValues, _ channel: Channel, account: Int64,
        in db: ReadTransaction
    ) throws -> [String] {
        var addresses = try MessageTargets.addresses(targets, channel, account: account, in: db)
        if let text = values.text("to") {
            addresses += try AudienceSpec.typed(text, channel, field: "to")
        }
        try check(addresses)
        return addresses
    }

    private static func channel(_ values: FormValues) -> Channel {
        Channel(rawValue: values.text("channel") ?? Channel.email.rawValue) ?? .email
    }

    private static func check(_ addresses: [String]) throws(ServiceError) {
        if addresses.isEmpty {
            throw ServiceError(
                .invalid, "The message has no recipient that can be reached this way.", hint: "Fill in to.",
                field: "to")
        }
        if addresses.count > limit {
            throw ServiceError(
                .refused, "\(NumberText.grouped(addresses.count)) recipients are too many for one message.",
                hint: "Make a campaign for more than \(limit).")
        }
    }

    private func draft(_ values: FormValues) throws(ServiceError) -> MessageDraft {
        let channel = Self.channel(values)
        var draft = MessageDraft(channel: channel)
        draft.text = try values.block("text") ?? ""
        switch channel {
        case .email:
            draft.sender = try values.required("sender", "The sender", .address)
            draft.subject = try values.requiredLine("subject", "The subject")
            draft.html = try values.block("html") ?? ""
            if draft.text.isEmpty, draft.html.isEmpty { _ = try values.required("text", "The text") }
        case .sms:
            draft.sender = try values.requiredLine("sender", "The sender")
            try SMSSender.check(draft.sender, field: "sender")
            _ = try values.required("text", "The text")
        }
        return draft
    }
}

/// A composed message, read and checked.
struct MessageDraft: Sendable {
    let channel: Channel
    var sender = ""
    var subject = ""
    var text = ""
    var html = ""

    /// Writes it as a submission of its own, and an entry for each batch into the audit trail.
    func submit(to addresses: [String], account: Int64, in session: EditSession) throws {
        let db = session.database
        guard try SenderFacts.isApproved(sender, channel, account: account, in: db) else {
            throw ServiceError(
                .refused, "\(sender) is not an approved sender of the account.",
                hint: "Approve it in Senders, or choose another.", field: "sender")
        }
        var message = FrozenMessage(from: sender)
        message.subject = subject
        message.parts = channel == .sms ? SMSText(text, type: .smsPlain).parts : 1
        message.textType = channel == .sms ? .smsPlain : nil
        var submission = SingleSubmission(account: account, channel: channel, message: message)
        let time = session.now.storedTime
        submission.html = try CampaignQueries.content(html, at: time, in: db)
        submission.text = try CampaignQueries.content(text, at: time, in: db)
        submission.addresses = addresses
        submission.trace = channel == .sms ? "message" : "message “\(subject)”"
        let receipt = try submission.write(at: session.now, in: db)
        if let batch = try BatchQueries.find(receipt.batch, session.connection, in: db) {
            try session.record("send", from: nil, to: batch)
        }
    }
}
