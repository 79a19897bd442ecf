import ServiceCore

/// A message as Dyn's `/send` takes it, read from a form and checked.
struct DynMessage: Sendable {
    /// Whose address must be an approved sender.
    let from: TypedMailbox
    let cc: [TypedMailbox]
    let bcc: [TypedMailbox]
    /// In the form of the other addresses, of which the pages say that it takes the place of one.
    let replyTo: String?
    let subject: String
    let text: String?
    let html: String?
    let headers: Parameters

    init(_ values: FormValues) throws(ServiceError) {
        _ = try values.required("sender", "The sender")
        let sender = try values.person("sender")
        from = TypedMailbox(
            name: try values.line("sender_name", nil) ?? sender?.name ?? "", address: sender?.address ?? "")
        cc = try values.people("cc")
        bcc = try values.people("bcc")
        replyTo = try values.person("reply_to")?.quoted
        subject = try values.requiredLine("subject", "The subject", nil)
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
    func form(to recipients: [TypedMailbox]) -> Parameters {
        var form: Parameters = ["from": .text(from.quoted)]
        for (name, people) in [("to", recipients), ("cc", cc), ("bcc", bcc)] {
            for person in people { form.add(people.count == 1 ? name : "\(name)[]", person.quoted) }
        }
        form.add("replyto", replyTo)
        form.add("subject", subject)
        form.add("bodytext", text)
        form.add("bodyhtml", html)
        return form + headers
    }
}
