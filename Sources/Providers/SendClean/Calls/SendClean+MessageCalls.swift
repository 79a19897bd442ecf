import ServiceCore

/// The calls on single messages (`WIRE.md` §8).
extension SendClean.Client {
    /// A message with texts of its own, or with those of its template.
    func send(_ mail: SendClean.Mail) async throws(ServiceError) {
        let parameters: JSONValue = ["smtp_user_name": .string(mail.user), "message": mail.body]
        if mail.template == nil {
            _ = try await write("messages.send", "messages/sendMail", parameters)
        } else {
            _ = try await write("messages.send-template", "messages/sendTemplate", parameters)
        }
    }

    /// - Parameter mail: to one recipient; texts, headers and files have no place in this call.
    func sendTemplateByGet(_ mail: SendClean.Mail) async throws(ServiceError) {
        var query: Parameters = ["smtp_user_name": .text(mail.user)]
        query.add("template_id", mail.template)
        query.add("subject", mail.subject)
        query.add("from_email", mail.sender)
        query.add("to", mail.recipients.first?.address)
        for (name, value) in mail.values { query.add("dynamic_value[\(name)]", value) }
        _ = try await writeByGet("messages.send-template-get", "messages/sendTemplateHTTPGet", query)
    }

    func sendRaw(_ message: String, by user: String) async throws(ServiceError) {
        _ = try await write(
            "messages.send-raw", "messages/sendRaw",
            ["smtp_user_name": .string(user), "raw_message": .string(message)])
    }

    /// - Parameter count: how many rows to skip; a call gives about 100.
    func messageInfo(_ uniqueID: String, skipping count: Int) async throws(ServiceError) -> JSONReader {
        try await read(
            "messages.show", "messages/getMessageInfo",
            ["x_unique_id": .string(uniqueID), "skip_page": .integer(count)])["message_data"]
    }
}
