import ServiceCore

extension SendClean {
    /// Sends single messages in the four ways that the platform has (`WIRE.md` §8).
    struct Mailing: Sendable {
        let context: Context

        /// How a message goes out; the words of the form's first line.
        enum Way: String, CaseIterable {
            case mail, template
            /// The template call by GET, which takes one recipient and gives nothing to follow it by.
            case templateByGet = "template by GET"
            case raw
        }

        /// More recipients than this are no single message.
        static let mostRecipients = 1000

        func send(_ values: FormValues) async throws(ServiceError) -> EditOutcome {
            let way = try way(values)
            switch way {
            case .mail, .template:
                var mail = try MailReading(values: values, way: way).mail()
                let id = uniqueID(of: &mail)
                return try await sendTraced(mail, id)
            case .templateByGet:
                let mail = try MailReading(values: values, way: way).mail()
                try await context.client.sendTemplateByGet(mail)
                return EditOutcome("message to \(mail.recipients[0].address) queued")
            case .raw:
                let user = try values.sendCleanLine("smtp_user", "The SMTP user")
                let raw = try values.required("raw", "The raw message")
                try await context.client.sendRaw(Self.withLineEnds(raw), by: user)
                return EditOutcome("raw message queued by \(user)")
            }
        }

        /// Of a raw message what its header names; who is in none of its lines is not known.
        func audience(_ values: FormValues) throws(ServiceError) -> MessageAudience {
            let way = try way(values)
            if way == .raw { return MessageAudience(Self.named(in: values["raw"] ?? "")) }
            return MessageAudience(try MailReading(values: values, way: way).recipients().map(\.address))
        }

        private static func named(in raw: String) -> [String] {
            var header = ""
            for line in raw.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                if line.isEmpty { break }
                header += line.first?.isWhitespace == true ? line : "\n" + line
            }
            let lines = header.split(separator: "\n").filter { line in
                ["to:", "cc:", "bcc:"].contains { line.lowercased().hasPrefix($0) }
            }
            return lines.flatMap { line in
                TypedMailbox.parts(of: String(line.drop { $0 != ":" }.dropFirst())).map {
                    TypedMailbox($0)?.address ?? $0
                }
            }
        }

        private func way(_ values: FormValues) throws(ServiceError) -> Way {
            let word = values.text("by") ?? Way.mail.rawValue
            guard let way = Way(rawValue: word) else {
                throw ServiceError(
                    .invalid, "“\(word)” is no way to send.",
                    hint: "Ways: \(Way.allCases.map(\.rawValue).joined(separator: ", ")).", field: "by")
            }
            return way
        }

        private func sendTraced(_ mail: Mail, _ id: MessageName) async throws(ServiceError) -> EditOutcome {
            let settling = Settling(on: SendClean.title, []) { () async throws(ServiceError) -> Sight<Void> in
                guard try await !MessageEvents(context: context).items(of: id.text).isEmpty else {
                    return .unclear(
                        "SendClean does not know it yet; look with :message \(id.text) before you repeat it.")
                }
                return id.isOurs
                    ? .done(())
                    : .unclear("SendClean has it, or an earlier one; :message \(id.text) shows it.")
            } outcome: { _ in
                Self.told(mail, id.text)
            }
            return try await settling.outcome { () async throws(ServiceError) in
                try await context.client.send(mail)
            }
        }

        private static func told(_ mail: Mail, _ id: String) -> EditOutcome {
            let people = mail.recipients.map(\.address)
            let whom = people.count == 1 ? people[0] : NumberText.counted(people.count, "recipient")
            return EditOutcome(
                "message to \(whom) queued; :message \(id) follows it", findings: ["X-Unique-Id: \(id)"],
                sending: Sending(to: MessageAudience(people), as: ["unique_id": id]))
        }

        /// The id by which a message can be asked about.
        private struct MessageName: Sendable {
            let text: String
            /// Made up here; one that a person gave may be that of an earlier message, too.
            let isOurs: Bool
        }

        private func uniqueID(of mail: inout Mail) -> MessageName {
            let name = "X-Unique-Id"
            if let given = mail.headers.first(where: { $0.name.lowercased() == name.lowercased() }) {
                return MessageName(text: given.value, isOurs: false)
            }
            let digits = Array("0123456789abcdef")
            let id = String((0..<32).map { _ in digits[Int(context.clock.random() * 16) & 15] })
            mail.headers.append((name, id))
            return MessageName(text: id, isOurs: true)
        }

        /// Lines as they end in a message, whichever way the editor ended them.
        private static func withLineEnds(_ text: String) -> String {
            text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
                .joined(separator: "\r\n")
        }
    }
}
