import Platform
import ServiceCore

/// The calls on tracking domains (`Providers/SendClean/WIRE.md` §5).
enum SendCleanTrackingDomains {
    static let calls: [String: SendCleanCall] = [
        "settings/addTrackingDomain": .post(add), "settings/checkTrackingDomain": .post(check),
        "settings/listTrackingDomain": .post(list), "settings/deleteTrackingDomain": .post(delete),
    ]

    private static func add(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        _ = try await tenant.trackingDomains.create(
            FormValues(["domain": try parameters.required("domain")]))
        return .init("Tracking Domain Added")
    }

    private static func check(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> Check {
        let domain = try await domain(parameters, of: tenant)
        return Check(try SendCleanCall.row(try await tenant.trackingDomains.perform("check", on: [domain])))
    }

    private static func list(
        _ tenant: Tenant, _: SendCleanParameters
    ) async throws(ServiceError) -> List {
        List(domains: try await tenant.trackingDomains.all().map(Item.init))
    }

    private static func delete(
        _ tenant: Tenant, _ parameters: SendCleanParameters
    ) async throws(ServiceError) -> SendCleanCall.Done {
        try await tenant.trackingDomains.delete([try await domain(parameters, of: tenant)])
        return .init("Tracking Domain Deleted")
    }

    private static func domain(
        _ parameters: SendCleanParameters, of tenant: Tenant
    ) async throws(ServiceError) -> TrackingDomain {
        try await SendCleanCall.row(tenant.trackingDomains, parameters, "domain")
    }
}

extension SendCleanTrackingDomains {
    private struct Check: Encodable {
        let status = "success"
        let domain: String
        let validTracking: String
        let cname: SendCleanForm.Validity

        init(_ domain: TrackingDomain) {
            self.domain = domain.domain
            cname = .init(domain.cnameState == .right)
            validTracking = cname.valid
        }

        enum CodingKeys: String, CodingKey {
            case status, domain, cname
            case validTracking = "valid_tracking"
        }
    }

    private struct List: Encodable {
        let status = "success"
        let domains: [Item]

        enum CodingKeys: String, CodingKey {
            case status
            case domains = "tracking_domain_list"
        }
    }

    private struct Item: Encodable {
        let domain: String
        let created: Int
        let cname: SendCleanForm.Validity

        init(_ domain: TrackingDomain) {
            self.domain = domain.domain
            created = SendCleanForm.microseconds(domain.created)
            cname = .init(domain.cnameState == .right)
        }

        enum CodingKeys: String, CodingKey {
            case domain, cname
            case created = "create_date"
        }
    }
}
