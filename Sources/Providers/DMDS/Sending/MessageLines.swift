import ServiceCore

/// The lines of a message's form and how they are read.
enum MessageLines {
    /// What a message and a test both ask for.
    static let content = [
        FormField("html", "HTML", .multiline, help: "The page itself, or the address below."),
        FormField("uri", "Page address", help: "DMDS fetches the page from http(s)://…"),
        FormField("subject", "Subject", help: "Empty keeps the campaign’s."),
        FormField("sender", "From", help: "Empty keeps the campaign’s."),
        FormField("sender_name", "From name"),
    ]

    static let routing = [
        FormField("reply_to", "Reply to", help: "One address."),
        FormField("cc", "Copy", .list, help: "Goes with each recipient’s message."),
        FormField("bcc", "Hidden copy", .list, help: "Goes with each recipient’s message."),
        FormField("archive", "Archive", .flag, value: "no", help: "Keeps each message; needs the licence."),
        FormField("batch", "Join batch", help: "The eeid of an earlier batch."),
        FormField("attachment_name", "Attachment’s name", help: "prices.csv"),
        FormField("attachment", "Attachment", .multiline, help: "A text, or @path of a text file."),
    ]

    /// Reads a whole message.
    ///
    /// - Parameter also: recipients besides those on the line.
    static func read(
        _ values: FormValues, campaign: Int, also: [DMDSMailbox]
    ) throws(ServiceError) -> MessageDraft {
        let recipients = try recipients(values, also: also)
        guard !recipients.isEmpty else {
            throw ServiceError(.invalid, "The message has no recipient.", hint: "Fill in to.", field: "to")
        }
        var draft = MessageDraft(campaign: campaign, recipients: recipients, page: try page(values))
        draft.subject = try line(values, "subject")
        let sender = try values.mailbox("sender", isAddress: DMDSMailbox.isAddress)
        draft.sender = sender.map { DMDSMailbox.spelling(of: $0.address) }
        draft.senderName = try line(values, "sender_name") ?? sender?.givenName
        draft.replyTo = try values.mailbox("reply_to", isAddress: DMDSMailbox.isAddress).map {
            DMDSMailbox.spelling(of: $0.address)
        }
        draft.copies = try DMDSMailbox.list(values, "cc")
        draft.hiddenCopies = try DMDSMailbox.list(values, "bcc")
        draft.archives = try values.flag("archive") ?? false
        draft.batch = values.text("batch")
        draft.attachment = try MessageAttachment(values)
        return draft
    }

    private static func recipients(
        _ values: FormValues, also: [DMDSMailbox]
    ) throws(ServiceError) -> [DMDSMailbox] {
        let typed = try DMDSMailbox.list(values, "to")
        return also + typed.filter { one in !also.contains { $0.address == one.address } }
    }

    /// Copies go with each recipient's message.
    static func audience(
        _ values: FormValues, also: [DMDSMailbox]
    ) throws(ServiceError) -> MessageAudience {
        let recipients = try recipients(values, also: also)
        let copies = try DMDSMailbox.list(values, "cc") + DMDSMailbox.list(values, "bcc")
        return MessageAudience(
            count: recipients.count * (1 + copies.count), addresses: (recipients + copies).map(\.address))
    }

    private static func page(_ values: FormValues) throws(ServiceError) -> MessageDraft.Page {
        switch (values.text("html"), values.text("uri")) {
        case (let html?, nil): return .inline(html)
        case (nil, let uri?):
            let plain = uri.lowercased()
            guard plain.hasPrefix("http://") || plain.hasPrefix("https://"),
                !uri.contains(where: \.isWhitespace)
            else {
                throw ServiceError(
                    .invalid, "“\(uri)” is no web address.", hint: "Write https://example.com/page.",
                    field: "uri")
            }
            return .uri(uri)
        case (_?, _?):
            throw ServiceError(
                .invalid, "A message has its page inline or by address, not both.",
                hint: "Empty html or uri.", field: "uri")
        case (nil, nil):
            throw ServiceError(
                .invalid, "The message has no page.", hint: "Fill in html or uri.", field: "html")
        }
    }

    /// One line, lest a header break out of it.
    private static func line(_ values: FormValues, _ field: FieldID) throws(ServiceError) -> String? {
        guard let text = values.text(field) else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw ServiceError(
                .invalid, "A line break or a control character cannot stand here.", field: field)
        }
        return text
    }
}
