import ServiceCore

extension SendClean {
    /// Reads the form of a message; refuses what the chosen way has no place for rather than drop it.
    struct MailReading {
        let values: FormValues
        let way: Mailing.Way

        func mail() throws(ServiceError) -> Mail {
            var mail = Mail(user: try values.sendCleanLine("smtp_user", "The SMTP user"))
            let sender = try values.mailbox("sender", isAddress: Self.isAddress)
            mail.sender = sender?.address
            mail.senderName = try values.sendCleanLine("sender_name") ?? sender?.givenName
            mail.subject = try values.sendCleanLine("subject")
            mail.recipients = try recipients()
            mail.text = values.text("text")
            mail.html = values.text("html")
            mail.headers = try headers()
            mail.attachments = try values.list("attachments").map { path throws(ServiceError) in
                try MessageFile(path: path, field: "attachments")
            }
            mail.images = try images()
            try readTemplate(into: &mail)
            try check(mail)
            return mail
        }

        func recipients() throws(ServiceError) -> [Mail.Recipient] {
            var recipients: [Mail.Recipient] = []
            for type in ["to", "cc", "bcc"] {
                recipients += try values.mailboxes(type, isAddress: Self.isAddress).map {
                    Mail.Recipient($0, type: type)
                }
            }
            guard recipients.contains(where: { $0.type == "to" }) else {
                throw ServiceError(.invalid, "The recipient is missing.", hint: "Fill in to.", field: "to")
            }
            guard recipients.count <= Mailing.mostRecipients else {
                let count = NumberText.grouped(recipients.count)
                throw ServiceError(
                    .refused, "\(count) recipients are too many for one message.",
                    hint: "Send to at most \(Mailing.mostRecipients).", field: "to")
            }
            return recipients
        }

        private static func isAddress(_ text: String) -> Bool {
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
                && !text.contains(where: \.isWhitespace)
        }

        private func headers() throws(ServiceError) -> [(name: String, value: String)] {
            var headers: [(name: String, value: String)] = []
            if let reply = try values.mailbox("reply_to", isAddress: Self.isAddress) {
                headers.append(("Reply-To", reply.quoted))
            }
            for (name, value) in try values.map("headers").sorted(by: { $0.key < $1.key }) {
                try SendClean.requireLine(name + value, field: "headers")
                headers.append((name, value))
            }
            if let id = try values.sendCleanLine("unique_id") { headers.append(("X-Unique-Id", id)) }
            return headers
        }

        private func images() throws(ServiceError) -> [MessageFile] {
            var images: [MessageFile] = []
            for (name, path) in try values.map("images").sorted(by: { $0.key < $1.key }) {
                let image = try MessageFile(path: path, name: name, field: "images")
                guard image.type.hasPrefix("image/") else {
                    throw ServiceError(
                        .invalid, "The file of \(name) is no image.", hint: "Name a PNG, JPEG or GIF file.",
                        field: "images")
                }
                images.append(image)
            }
            return images
        }

        private func readTemplate(into mail: inout Mail) throws(ServiceError) {
            guard way != .mail else { return try refuse(["template", "values"]) }
            mail.template = try values.sendCleanLine("template", "The template")
            mail.values = try values.map("values").sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }

        private func check(_ mail: Mail) throws(ServiceError) {
            try refuse(["raw"])
            switch way {
            case .mail where mail.text == nil && mail.html == nil:
                throw ServiceError(
                    .invalid, "The message has neither text nor HTML.", hint: "Fill in one of them.",
                    field: "text")
            case .templateByGet:
                try refuse([
                    "text", "html", "cc", "bcc", "sender_name", "reply_to", "headers", "attachments",
                    "images",
                    "unique_id",
                ])
                guard mail.recipients.count == 1 else {
                    throw ServiceError(
                        .invalid, "This way takes one recipient.", hint: "Choose the way template.",
                        field: "to")
                }
            case .mail, .template, .raw: break
            }
        }

        private func refuse(_ fields: [FieldID]) throws(ServiceError) {
            guard let field = fields.first(where: { values.text($0) != nil }) else { return }
            throw ServiceError(
                .invalid, "The way “\(way.rawValue)” has no place for \(field).",
                hint: "Empty it, or choose another way.", field: field)
        }
    }
}
