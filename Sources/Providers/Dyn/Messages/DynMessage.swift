import ServiceCore

/// A message as Dyn's `/send` takes it, read from a form and checked.
struct DynMessage: Sendable {
    /// The bare address, which must be an approved sender.
    let sender: String
    let senderName: String
    let cc: [String]
    let bcc: [String]
    let replyTo: String?
    let subject: String
    let text: String?
    let html: String?
    let headers: Parameters

    init(_ values: FormValues) throws(ServiceError) {
        sender = try values.requiredLine("sender", "The sender", .address)
        senderName = try values.line("sender_name") ?? ""
        cc = try values.addresses("cc")
        bcc = try values.addresses("bcc")
        replyTo = try values.line("reply_to", .address)
        subject = try values.requiredLine("subject", "The subject")
        text = values["text"].flatMap { $0.trimmingBlanks.isEmpty ? nil : $0 }
        html = values["html"].flatMap { $0.trimmingBlanks.isEmpty ? nil : $0 }
        headers = try DynHeader.parameters(try values.map("headers"), field: "headers")
        guard text != nil || html != nil else {
            throw ServiceError(
                .invalid, "The message has neither text nor HTML.", hint: "Fill in text or html.",
                field: "text")
        }
    }

    /// Several recipients go as `to[]`, which the help pages document; they see each other.
    func form(to recipients: [String]) -> Parameters {
        var form: Parameters = ["from": .text(from)]
        for (name, addresses) in [("to", recipients), ("cc", cc), ("bcc", bcc)] {
            for address in addresses { form.add(addresses.count == 1 ? name : "\(name)[]", address) }
        }
        form.add("replyto", replyTo)
        form.add("subject", subject)
        form.add("bodytext", text)
        form.add("bodyhtml", html)
        return form + headers
    }

    private var from: String {
        guard !senderName.isEmpty else { return sender }
        let name = senderName.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(name)\" <\(sender)>"
    }
}
