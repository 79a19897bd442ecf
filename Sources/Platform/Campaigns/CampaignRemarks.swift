import Mail
import ServiceCore
import Store

/// What is worth knowing of a campaign's form before it is sent: fields that nothing fills.
struct CampaignRemarks: Sendable {
    let context: PlatformContext
    /// Of a new campaign the form says it.
    let channel: Channel?

    var remarks: FormRemarks {
        FormRemarks { values async throws(ServiceError) in
            let channel =
                channel ?? values.text("type").flatMap { CampaignType(rawValue: $0) }?.channel ?? .email
            if channel == .sms { return Self.asWritten(values["text"] ?? "", "text messages") }
            return try await context.store.read { db in try Self.unknown(values, in: db) }
        }
    }

    /// Texts that are not filled in at all.
    static func asWritten(_ text: String, _ what: String) -> [FormRemark] {
        FieldText(text, as: .text).names.prefix(1).map { name in
            FormRemark("{{\(name)}} goes out as it is written: \(what) are not filled in")
        }
    }

    /// What cannot be read of the form is told when it is sent.
    private static func unknown(_ values: FormValues, in db: ReadTransaction) throws -> [FormRemark] {
        guard let name = values.text("account"), let account = try AccountQueries.rowID(byKey: name, in: db)
        else { return [] }
        let text = values.text("audience") ?? ""
        guard let audience = try? AudienceSpec.read(text, .email, account: account, in: db) else { return [] }
        let fields = try UnknownFields(
            in: [
                FieldText(values["subject"] ?? "", as: .header), FieldText(values["html"] ?? "", as: .html),
                FieldText(values["text"] ?? "", as: .text),
            ], audience: audience, account: account, in: db)
        return fields.isEmpty ? [] : [FormRemark(fields.words, hint: fields.hint)]
    }
}
