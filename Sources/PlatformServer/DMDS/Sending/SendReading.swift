import Foundation
import Mail
import Platform
import ServiceCore

/// A send as a call describes it (§8), checked as far as nothing need be looked up.
struct SendReading: Sendable {
    let campaign: Int
    let recipients: [Recipient]
    let copies: [MailDraft.Person]
    let page: Page
    let subject: String?
    let sender: String?
    let senderName: String?
    let replyTo: String?
    let attachments: [MailAttachment]
    let archives: Bool
    /// The batch that it joins.
    let batch: String?

    /// Where the page to be sent stands.
    enum Page: Sendable {
        case inline(String)
        case uri(String)
    }

    struct Recipient: Sendable {
        let email: String
        let firstName: String
        let lastName: String
    }

    init(_ fields: DMDSFields, isMany: Bool, isInline: Bool) throws(ServiceError) {
        guard let campaign = try fields.integer("campana_id", "campania_id") else {
            throw DMDSFields.missing("campana_id")
        }
        guard try fields.flag("email") == true else {
            throw ServiceError(.invalid, "missing parameter email: it must be true")
        }
        self.campaign = campaign
        recipients = try Self.recipients(fields, isMany: isMany)
        copies = try Self.copies(fields)
        page =
            isInline
            ? .inline(try fields.required("html")) : .uri(try fields.required("uri", "html_uri", "url"))
        subject = try fields.text("asunto")
        sender = try fields.email("remitente")
        senderName = try fields.text("remitente_nombre")
        replyTo = try fields.email("reply-to")
        attachments = try Self.attachments(fields)
        archives = try fields.flag("archive") ?? false
        batch = try fields.flag("reuse_eeid") == true ? fields.required("eeid").lowercased() : nil
    }

    private static func recipients(_ fields: DMDSFields, isMany: Bool) throws(ServiceError) -> [Recipient] {
        let name = isMany ? "contactos" : "contacto"
        let people = isMany ? try fields.objects(name) : try fields.object(name).map { [$0] }
        guard let people, !people.isEmpty else { throw DMDSFields.missing(name) }
        return try people.map { person throws(ServiceError) in
            Recipient(
                email: try person.requiredEmail(), firstName: try person.text("nombre") ?? "",
                lastName: try person.text("apellido") ?? "")
        }
    }

    private static func copies(_ fields: DMDSFields) throws(ServiceError) -> [MailDraft.Person] {
        var copies: [MailDraft.Person] = []
        for copy in try fields.objects("copia") ?? [] {
            let names = [try copy.text("cc_nombre"), try copy.text("cc_apellido")]
            copies.append(
                MailDraft.Person(.cc, try copy.requiredEmail("cc_email"), name: fullName(names)))
        }
        for copy in try fields.objects("copia_oculta") ?? [] {
            copies.append(MailDraft.Person(.bcc, try copy.requiredEmail("bcc_email")))
        }
        return copies
    }

    static func fullName(_ names: [String?]) -> String {
        names.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func attachments(_ fields: DMDSFields) throws(ServiceError) -> [MailAttachment] {
        try (fields.objects("adjuntos") ?? []).map { file throws(ServiceError) in
            let name = try file.required("nombre")
            let content = try file.required("contenido").filter { !$0.isWhitespace }
            guard let bytes = Data(base64Encoded: content) else {
                throw ServiceError(.invalid, "the contenido of \(name.prefix(100)) is not Base64")
            }
            return MailAttachment(
                name: name, type: try file.text("tipo") ?? "application/octet-stream", bytes: Array(bytes))
        }
    }
}
