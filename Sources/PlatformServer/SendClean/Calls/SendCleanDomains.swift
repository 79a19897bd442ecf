import Platform
import ServiceCore

/// The calls on domains of one kind (`Providers/SendClean/WIRE.md` §5, §6).
struct SendCleanDomains<Domain: Revisioned>: Sendable {
    /// As paths and messages name the kind: `Sending`.
    private let word: String
    private let rows: @Sendable (Tenant) -> TenantRows<Domain>
    /// What a check answers.
    private let checked: @Sendable (Domain) -> JSONObject
    /// What the list tells of each.
    private let item: @Sendable (Domain) -> JSONObject

    var calls: [String: SendCleanCall] {
        [
            "settings/add\(word)Domain": .post(add), "settings/check\(word)Domain": .post(check),
            "settings/list\(word)Domain": .post(list), "settings/delete\(word)Domain": .post(delete),
        ]
    }

    private func add(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let values = FormValues(["domain": try call.parameters.required("domain")])
        _ = try await rows(call.tenant).create(values)
        return ["message": "\(word) Domain Added"]
    }

    private func check(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let domain = try await domain(call)
        return checked(try SendCleanCall.row(try await rows(call.tenant).perform("check", on: [domain])))
    }

    private func list(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        ["\(word.lowercased())_domain_list": try await rows(call.tenant).all().map(item)]
    }

    private func delete(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        try await rows(call.tenant).delete([try await domain(call)])
        return ["message": "\(word) Domain Deleted"]
    }

    private func domain(_ call: SendCleanCaller) async throws(ServiceError) -> Domain {
        try await call.row(rows(call.tenant), "domain")
    }
}

extension SendCleanDomains<SendingDomain> {
    static var sending: [String: SendCleanCall] {
        let kind = SendCleanDomains(
            word: "Sending", rows: \.sendingDomains,
            checked: { domain in
                let isRight = domain.dkimState == .right && domain.spfState == .right
                var answer = records(domain)
                answer["valid_signing"] = SendCleanForm.yes(isRight)
                return answer
            },
            item: { domain in
                var item = records(domain)
                item["create_date"] = SendCleanForm.microseconds(domain.created)
                item["verify_domain"] = SendCleanForm.validity(domain.isVerified == true)
                return item
            })
        return kind.calls.merging(["settings/verifySendingDomain": .post(kind.verify)]) { first, _ in first }
    }

    private static func records(_ domain: SendingDomain) -> JSONObject {
        [
            "domain": domain.domain, "dkim": SendCleanForm.validity(domain.dkimState == .right),
            "spf": SendCleanForm.validity(domain.spfState == .right),
        ]
    }

    private func verify(_ call: SendCleanCaller) async throws(ServiceError) -> JSONObject {
        let mailbox = try call.parameters.required("mailbox")
        let domain = try await domain(call)
        _ = try await rows(call.tenant).perform("verify", on: [domain], FormValues(["mailbox": mailbox]))
        return ["message": "Verification instruction has been sent to \(mailbox)@\(domain.domain)"]
    }
}

extension SendCleanDomains<TrackingDomain> {
    static var tracking: [String: SendCleanCall] {
        SendCleanDomains(
            word: "Tracking", rows: \.trackingDomains,
            checked: { domain in
                let isRight = domain.cnameState == .right
                return [
                    "domain": domain.domain, "cname": SendCleanForm.validity(isRight),
                    "valid_tracking": SendCleanForm.yes(isRight),
                ]
            },
            item: { domain in
                [
                    "domain": domain.domain, "cname": SendCleanForm.validity(domain.cnameState == .right),
                    "create_date": SendCleanForm.microseconds(domain.created),
                ]
            }
        ).calls
    }
}
