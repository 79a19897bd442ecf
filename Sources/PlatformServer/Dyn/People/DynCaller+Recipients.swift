import Platform
import ServiceCore

extension DynCaller {
    func recipientStatus() async throws(ServiceError) -> DynRecipients {
        DynRecipients(try await tenant.recipients(try parameters.addresses()))
    }

    func activateRecipients() async throws(ServiceError) -> DynNothing {
        try await tenant.activateRecipients(try parameters.addresses())
        return DynNothing()
    }
}

/// How recipients stand (§7); a single one's values stand beside the list too, where clients look for them.
struct DynRecipients: Encodable, Sendable {
    private let recipients: [Standing]
    private let emailaddress: String?
    private let status: String?
    private let suppressionstatus: String?

    init(_ standings: [RecipientStanding]) {
        recipients = standings.map { Standing($0) }
        let only = recipients.count == 1 ? recipients.first : nil
        emailaddress = only?.emailaddress
        status = only?.status
        suppressionstatus = only?.suppressionstatus
    }

    private struct Standing: Encodable, Sendable {
        let emailaddress: String
        let status: String
        let suppressionstatus: String

        init(_ standing: RecipientStanding) {
            emailaddress = standing.address
            status = standing.isActive ? "active" : "inactive"
            suppressionstatus = standing.isSuppressed ? "suppressed" : "unsuppressed"
        }
    }
}
