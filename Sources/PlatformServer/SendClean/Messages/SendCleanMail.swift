import Platform
import ServiceCore

/// Reads `message` of the calls that send (`Providers/SendClean/WIRE.md` §8).
struct SendCleanMail {
    let tenant: Tenant
    let user: String
    let message: SendCleanParameters
    let people: [MailDraft.Person]

    /// The JSON form, in which recipients are objects.
    init(_ tenant: Tenant, _ parameters: SendCleanParameters) throws(ServiceError) {
        self.tenant = tenant
        user = try parameters.required("smtp_user_name")
        guard let message = try parameters.object("message") else {
            throw parameters.fault("message", "is required")
        }
        self.message = message
        people = try message.objects("to").map { item throws(ServiceError) in try Self.person(item) }
        if people.isEmpty { throw message.fault("to", "is required") }
    }

    /// The form of a query, in which there is one recipient.
    init(_ tenant: Tenant, query: SendCleanParameters) throws(ServiceError) {
        self.tenant = tenant
        user = try query.required("smtp_user_name")
        message = query
        people = [MailDraft.Person(.to, try query.requiredAddress("to"))]
    }

    /// A message with its own texts.
    func draft() throws(ServiceError) -> MailDraft {
        let headers = try SendCleanHeaders(message)
        var draft = try head(headers, subject: try message.line("subject"))
        draft.html = try message.block("html") ?? ""
        draft.text = try message.block("text") ?? ""
        guard !draft.html.isEmpty || !draft.text.isEmpty else {
            throw message.fault("html", "or text is required")
        }
        if draft.html.isEmpty, headers.makesHTML { draft.html = Self.html(of: draft.text) }
        return draft
    }

    /// A message with the texts of a template, into which `dynamic_value` goes.
    func draft(of template: Template) throws(ServiceError) -> MailDraft {
        var draft = try head(
            try SendCleanHeaders(message), subject: try message.line("subject") ?? template.subject)
        draft.html = template.html
        draft.text = template.text
        draft.isTemplate = true
        let values = try message.object("dynamic_value")?.pairs() ?? []
        let named = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0.value) })
        for index in draft.people.indices { draft.people[index].values = named }
        return draft
    }

    /// - Throws: `.invalid` where the account has no such template.
    func template() async throws(ServiceError) -> Template {
        let name = try message.required("template_id")
        if let template = try await tenant.templates.find(id: name) { return template }
        guard let template = try await tenant.templates.find(name) else {
            throw message.fault("template_id", "“\(name)” is unknown")
        }
        return template
    }

    private func head(_ headers: SendCleanHeaders, subject: String?) throws(ServiceError) -> MailDraft {
        var draft = tenant.sendCleanDraft(from: try message.address("from_email"), to: people, by: user)
        draft.fromName = try message.line("from_name") ?? ""
        draft.subject = subject ?? ""
        draft.replyTo = headers.replyTo
        draft.uniqueID = headers.uniqueID
        draft.headers = headers.others
        draft.makesText = headers.makesText
        draft.attachments = try SendCleanFile.all(message)
        return draft
    }

    /// One paragraph that looks as the text does.
    static func html(of text: String) -> String {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
        let lines = escaped.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return "<p>\(lines.joined(separator: "<br>\n"))</p>"
    }

    private static func person(_ item: SendCleanParameters) throws(ServiceError) -> MailDraft.Person {
        let role = try item.word("type", ["to": MailDraft.Role.to, "cc": .cc, "bcc": .bcc])
        return MailDraft.Person(
            role ?? .to, try item.requiredAddress("email"), name: try item.line("name") ?? "")
    }
}

extension Tenant {
    /// What all SendClean messages have in common.
    ///
    /// - Parameter sender: nil for the account's own address.
    func sendCleanDraft(from sender: String?, to people: [MailDraft.Person], by user: String) -> MailDraft {
        var draft = MailDraft(from: sender ?? username, people: people, source: "sendclean")
        draft.smtpUser = user
        draft.requiresApprovedSender = false
        return draft
    }
}
