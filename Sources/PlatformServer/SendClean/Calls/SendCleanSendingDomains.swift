import Platform
import ServiceCore

/// The calls on sending domains (`Providers/SendClean/WIRE.md` §6).
enum SendCleanSendingDomains {
    static let calls: [String: SendCleanCall] = [
        "settings/addSendingDomain": .post(add), "settings/checkSendingDomain": .post(check),
        "settings/verifySendingDomain": .post(verify), "settings/listSendingDomain": .post(list),
        "settings/deleteSendingDomain": .post(delete),
    ]

    private static func add(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        _ = try await tenant.sendingDomains.create(
            FormValues(["domain": try parameters.required("domain")]))
        return .init("Sending Domain Added")
    }

    private static func check(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> Check {
        let domain = try await domain(parameters, of: tenant)
        return Check(try SendCleanCall.row(try await tenant.sendingDomains.perform("check", on: [domain])))
    }

    private static func verify(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        let mailbox = try parameters.required("mailbox")
        let domain = try await domain(parameters, of: tenant)
        _ = try await tenant.sendingDomains.perform("verify", on: [domain], FormValues(["mailbox": mailbox]))
        return .init("Verification instruction has been sent to \(mailbox)@\(domain.domain)")
    }

    private static func list(
        _ tenant: Tenant, _: SendCleanParameters
    ) async throws(ServiceError) -> List {
        List(domains: try await tenant.sendingDomains.all().map(Item.init))
    }

    private static func delete(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        try await tenant.sendingDomains.delete([try await domain(parameters, of: tenant)])
        return .init("Sending Domain Deleted")
    }

    private static func domain(
        _ parameters: SendCleanParameters, of tenant: Tenant
    ) async throws(ServiceError) -> SendingDomain {
        try await SendCleanCall.row(tenant.sendingDomains, parameters, "domain")
    }
}

extension SendCleanSendingDomains {
    private struct Check: Encodable {
        let status = "success"
        let domain: String
        let dkim: SendCleanForm.Validity
        let spf: SendCleanForm.Validity
        let validSigning: String

        init(_ domain: SendingDomain) {
            self.domain = domain.domain
            dkim = .init(domain.dkimState == .right)
            spf = .init(domain.spfState == .right)
            validSigning = SendCleanForm.yes(domain.dkimState == .right && domain.spfState == .right)
        }

        enum CodingKeys: String, CodingKey {
            case status, domain, dkim, spf
            case validSigning = "valid_signing"
        }
    }

    private struct List: Encodable {
        let status = "success"
        let domains: [Item]

        enum CodingKeys: String, CodingKey {
            case status
            case domains = "sending_domain_list"
        }
    }

    private struct Item: Encodable {
        let domain: String
        let created: Int
        let dkim: SendCleanForm.Validity
        let spf: SendCleanForm.Validity
        let verification: SendCleanForm.Validity

        init(_ domain: SendingDomain) {
            self.domain = domain.domain
            created = SendCleanForm.microseconds(domain.created)
            dkim = .init(domain.dkimState == .right)
            spf = .init(domain.spfState == .right)
            verification = .init(domain.isVerified == true)
        }

        enum CodingKeys: String, CodingKey {
            case domain, dkim, spf
            case created = "create_date"
            case verification = "verify_domain"
        }
    }
}
