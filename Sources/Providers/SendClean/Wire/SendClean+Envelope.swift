import ServiceCore

extension SendClean {
    /// What every answer is wrapped in: `{"status": "success", …}` (`WIRE.md` §3).
    enum Envelope {
        /// `status: "error"` is an error whatever the HTTP code, and every code but 200 whatever the body.
        static let open: HTTPTransport.Envelope = { answer throws(ServiceError) in
            if let body = try? answer.json(), let fault = Fault(answer, body) { throw fault.error }
            guard answer.status == 200 else { throw refused(answer) }
            let payload = try answer.json()
            guard case .object = payload.value else {
                throw payload.malformed(payload.value == nil ? "is empty" : "is no object")
            }
            guard try payload["status"].text().lowercased() == "success" else {
                throw payload["status"].malformed("is neither success nor error")
            }
            return payload
        }

        private static func refused(_ answer: HTTPAnswer) -> ServiceError {
            guard (200..<300).contains(answer.status) else { return answer.failure() }
            return answer.call.malformed("its HTTP status is \(answer.status), not 200")
        }
    }

    /// An error that the platform reports in a body (`WIRE.md` §3).
    struct Fault {
        let error: ServiceError

        /// Nil where the body reports none; pages differ on whether its kind is called `name` or `type`.
        init?(_ answer: HTTPAnswer, _ body: JSONReader) {
            let kind = try? body["name", "type"].text()
            let isError = (try? body["status"].text().lowercased()) == "error"
            guard isError || answer.status != 200 && kind != nil else { return nil }
            let words = (try? body["message"].text()) ?? kind ?? ""
            switch (kind, answer.status) {
            case (_, 429): error = answer.failure(words)
            case ("ValidationError", _): error = Self.invalid(answer, words)
            case ("AuthenticationError", _), ("Invalid_Key", _): error = Self.unauthorized(answer, words)
            case (_, 404): error = Self.unknownCall(answer, words)
            case (_, 200): error = Self.fault(answer, words)
            default: error = answer.failure(words)
            }
        }

        private static func invalid(_ answer: HTTPAnswer, _ words: String) -> ServiceError {
            answer.call.error(
                answer.call.refusalCode,
                "SendClean refuses \(answer.call.refused)\(words.quoted).",
                hint: answer.call.refusalHint, field: parameter(in: words))
        }

        private static func unauthorized(_ answer: HTTPAnswer, _ words: String) -> ServiceError {
            answer.call.error(
                .unauthorized, "SendClean does not accept the owner id and token\(words.quoted).",
                hint: "Check them with “sendboard connection check \(answer.call.connection.name)”.")
        }

        private static func unknownCall(_ answer: HTTPAnswer, _ words: String) -> ServiceError {
            answer.call.error(
                .unsupported, "SendClean does not know \(answer.call.deed)\(words.quoted).",
                hint: "Check base-url in the configuration; it ends with /v1.0.")
        }

        /// Pages differ on whether errors come with 200, so that this means what the same with 500 does.
        private static func fault(_ answer: HTTPAnswer, _ words: String) -> ServiceError {
            answer.lost("SendClean has a fault of its own", words)
                ?? answer.call.error(
                    .unavailable, "SendClean has a fault of its own\(words.quoted).", hint: answer.waitHint)
        }

        /// The word that may name a parameter: the first with an underscore, else the first of all.
        private static func parameter(in words: String) -> String? {
            let parts = words.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            return (parts.first { $0.contains("_") } ?? parts.first).map { $0.lowercased() }
        }

        /// The form line in which a parameter is typed; nil for a word that is no parameter.
        static func formField(of parameter: String?) -> FieldID? {
            parameter.flatMap { formFields[$0] }
        }

        private static let formFields: [String: FieldID] = [
            "total_limit": "total_limit", "hourly_limit": "hourly_limit", "domain": "domain",
            "mailbox": "mailbox", "url": "url", "event": "events", "events": "events",
            "description": "description", "store_log": "store_log", "smtp_user_name": "smtp_user",
            "from_email": "sender", "from_name": "sender_name", "to": "to", "subject": "subject",
            "html": "html", "text": "text", "headers": "headers", "attachments": "attachments",
            "images": "images", "template_id": "template", "dynamic_value": "values", "raw_message": "raw",
        ]
    }
}
