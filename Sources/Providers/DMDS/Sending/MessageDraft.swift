import ServiceCore

/// One of the four sends, read from a form: to one or to many, its page inline or by URI (§8).
struct MessageDraft: Sendable {
    var campaign: Int
    var recipients: [DMDSMailbox]
    var page: Page
    var subject: String?
    var sender: String?
    var senderName: String?
    var replyTo: String?
    var copies: [DMDSMailbox] = []
    var hiddenCopies: [DMDSMailbox] = []
    var archives = false
    /// The batch to join, instead of a new one.
    var batch: String?
    var attachment: MessageAttachment?

    enum Page: Sendable {
        case inline(String)
        case uri(String)
    }

    /// How many mails DMDS should count: the copies go with each recipient.
    var mailCount: Int { recipients.count * (1 + copies.count + hiddenCopies.count) }

    var audience: MessageAudience {
        MessageAudience(
            count: mailCount, addresses: (recipients + copies + hiddenCopies).map(\.address))
    }

    /// Never repeated: a send is not idempotent.
    var request: HTTPRequest {
        let body = HTTPRequest.Body.json(payload)
        switch (page, recipients.count == 1) {
        case (.inline, true): return .write("messages.send", "envio/send_one_inline/", body: body)
        case (.uri, true): return .write("messages.send", "envio/send_one_uri/", body: body)
        case (.inline, false): return .write("messages.send", "envio/send_many_inline/", body: body)
        case (.uri, false): return .write("messages.send", "envio/send_many_uri/", body: body)
        }
    }

    private var payload: JSONValue {
        var body: JSONValue = ["campana_id": .integer(campaign), "email": true]
        let people = recipients.map { $0.person(email: "email", first: "nombre", last: "apellido") }
        if people.count == 1 {
            body.add("contacto", people[0])
        } else {
            body.add("contactos", .array(people))
        }
        switch page {
        case .inline(let html): body.add("html", html)
        case .uri(let uri): body.add("uri", uri)
        }
        body.add("asunto", subject)
        body.add("remitente", sender)
        body.add("remitente_nombre", senderName)
        body.add("reply-to", replyTo)
        let copied = copies.map { $0.person(email: "cc_email", first: "cc_nombre", last: "cc_apellido") }
        if !copied.isEmpty { body.add("copia", JSONValue.array(copied)) }
        let hidden = hiddenCopies.map { JSONValue.object([.init("bcc_email", .string($0.address))]) }
        if !hidden.isEmpty { body.add("copia_oculta", JSONValue.array(hidden)) }
        if archives { body.add("archive", JSONValue.bool(true)) }
        if let batch {
            body.add("reuse_eeid", JSONValue.bool(true))
            body.add("eeid", batch)
        }
        if let attachment { body.add("adjuntos", JSONValue.array([attachment.payload])) }
        return body
    }
}

extension DMDSMailbox {
    /// As a send writes a person; names that nobody gave are left out.
    fileprivate func person(email: String, first: String, last: String) -> JSONValue {
        var person: JSONValue = .object([.init(email, .string(address))])
        person.add(first, firstName.isEmpty ? nil : firstName)
        person.add(last, lastName.isEmpty ? nil : lastName)
        return person
    }
}
