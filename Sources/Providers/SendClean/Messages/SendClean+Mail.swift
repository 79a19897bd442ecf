import ServiceCore

extension SendClean {
    /// One message as it is typed, read and checked.
    struct Mail: Sendable {
        let user: String
        var sender: String?
        var senderName: String?
        var recipients: [Recipient] = []
        var subject: String?
        var text: String?
        var html: String?
        var headers: [(name: String, value: String)] = []
        var attachments: [MessageFile] = []
        var images: [MessageFile] = []
        var template: String?
        var values: [(name: String, value: String)] = []

        struct Recipient: Sendable, Equatable {
            let address: String
            var name: String?
            /// `to`, `cc` or `bcc`.
            let type: String
        }

        /// `message` of the calls that send (`WIRE.md` §8).
        var body: JSONValue {
            var body: JSONValue = [:]
            body.add("html", html)
            body.add("text", text)
            body.add("subject", subject)
            body.add("from_email", sender)
            body.add("from_name", senderName)
            body.add("to", .array(recipients.map(\.json)))
            body.add("headers", Self.object(headers))
            body.add("attachments", Self.list(attachments))
            body.add("images", Self.list(images))
            body.add("template_id", template)
            body.add("dynamic_value", Self.object(values))
            return body
        }

        private static func object(_ pairs: [(name: String, value: String)]) -> JSONValue? {
            pairs.isEmpty ? nil : .object(pairs.map { JSONValue.Member($0.name, .string($0.value)) })
        }

        private static func list(_ files: [MessageFile]) -> JSONValue? {
            files.isEmpty ? nil : .array(files.map(\.json))
        }
    }
}

extension SendClean.Mail.Recipient {
    fileprivate var json: JSONValue {
        var json: JSONValue = ["email": .string(address)]
        json.add("name", name)
        json.add("type", type)
        return json
    }

    init(_ person: TypedMailbox, type: String) {
        self.init(address: person.address, name: person.givenName, type: type)
    }
}
