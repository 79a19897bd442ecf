import ServiceCore

extension SendClean.Mailing {
    /// The form for one message; it opens with an SMTP user that was chosen.
    func form(_ targets: [ResourceID]) async throws(ServiceError) -> FormDescription {
        let chosen = targets.first { $0.kind == .smtpUser }?.native
        let users = try await SendClean.SMTPUsers(context: context).all().filter { $0.isEnabled != false }
            .map(\.name)
        let user = chosen ?? (users.count == 1 ? users[0] : "")
        return Self.form(
            FormField(
                "smtp_user", "SMTP user", users.isEmpty ? .text : .choice(users), value: user,
                isRequired: true))
    }

    /// `send` of an SMTP user: one message by the row itself.
    var sending: ResourceAction<SMTPUser> {
        ResourceAction(
            ActionDescription(
                "send", title: "message", help: "Sends one message by this user.", effect: .irreversible),
            confirmation: { _ in .yesNo },
            availability: { $0.isEnabled == false ? .disabled("it is disabled") : .available },
            form: { user in Self.form(FormField("smtp_user", "SMTP user", .fixed, value: user.name)) },
            recipients: { _, values async throws(ServiceError) in try audience(values) },
            perform: { ids, values async throws(ServiceError) in
                guard let user = ids.first, ids.count == 1 else {
                    throw ServiceError(
                        .invalid, "A message is sent by one SMTP user.", hint: "Choose one of them.")
                }
                var values = values
                values["smtp_user"] = user.native
                return try await send(values)
            })
    }

    private static func form(_ user: FormField) -> FormDescription {
        FormDescription(
            title: "New message",
            fields: [
                FormField("by", "By", .choice(Way.allCases.map(\.rawValue)), value: Way.mail.rawValue), user,
            ] + Self.addressFields + Self.contentFields + Self.otherFields,
            notes: ["The message goes to real people, not to a sandbox."])
    }

    private static let addressFields = [
        FormField("sender", "From", help: "An address at a sending domain."),
        FormField("sender_name", "From name"),
        FormField("to", "To", .list, help: "ana@example.com or Ana <ana@example.com>, commas between."),
        FormField("cc", "Cc", .list), FormField("bcc", "Bcc", .list),
        FormField("reply_to", "Reply to"),
    ]

    private static let contentFields = [
        FormField("subject", "Subject"), FormField("text", "Text", .multiline),
        FormField("html", "HTML", .multiline),
        FormField("template", "Template", help: "Its id; for the two template ways."),
        FormField("values", "Values", .map, help: "What the template's placeholders stand for."),
    ]

    private static let otherFields = [
        FormField("attachments", "Attachments", .list, help: "Paths of files, commas between."),
        FormField("images", "Images", .map, help: "Content id and path: logo=/home/kim/logo.png."),
        FormField(
            "headers", "Headers", .map,
            help: "Such as X-STes-TrackOpen=yes, X-STes-TrackClick=html, X-STes-TrackingDomain=DOMAIN."),
        FormField("unique_id", "Unique id", help: "To ask about it later; made up where empty."),
        FormField("raw", "Raw message", .multiline, help: "Headers and all; for the way raw alone."),
    ]
}
