import FoundationEssentials
import Platform
import ServiceCore

/// The calls on campaigns (§5).
struct SMSDropCampaigns: Sendable {
    let tenant: Tenant
    /// Whether campaigns say when they were made.
    let tellsCreation: Bool

    func create(_ body: [UInt8]) async throws(SMSDropFailure) -> ServerResponse {
        let draft = try SMSDropCampaignRequest(body).draft
        return launched(
            try await SMSDropFailure.telling { () async throws(ServiceError) in
                try await tenant.launchSMS(draft, source: "smsdrop")
            })
    }

    func retry(_ body: [UInt8]) async throws(SMSDropFailure) -> ServerResponse {
        let id = try SMSDropRetryRequest(body).id
        return launched(
            try await found(id) { uuid throws(ServiceError) in try await tenant.retrySMS(uuid) })
    }

    func list(_ query: RequestFields) async throws(SMSDropFailure) -> [SMSDropCampaignPayload] {
        let window = try SMSDropWindow(query)
        return try await SMSDropFailure.telling { () async throws(ServiceError) in
            try await tenant.smsCampaigns(skipping: window.skip, limit: window.limit).map(payload)
        }
    }

    func read(_ id: String) async throws(SMSDropFailure) -> SMSDropCampaignPayload {
        payload(try await found(id) { uuid throws(ServiceError) in try await tenant.smsCampaign(uuid) })
    }

    /// 201 says that a campaign is stored and not launched, which clients take for a failure.
    private func launched(_ campaign: SMSCampaign) -> ServerResponse {
        .json(campaign.state == .waitingCredit ? 201 : 200, payload(campaign))
    }

    private func payload(_ campaign: SMSCampaign) -> SMSDropCampaignPayload {
        SMSDropCampaignPayload(campaign: campaign, tellsCreation: tellsCreation)
    }

    /// - Throws: `.notFound` for what is no UUID too: a client asks so each time (§5).
    private func found(
        _ id: String, _ find: (String) async throws(ServiceError) -> SMSCampaign?
    ) async throws(SMSDropFailure) -> SMSCampaign {
        guard let uuid = UUID(uuidString: id) else { throw .notFound }
        let campaign = try await SMSDropFailure.telling { () async throws(ServiceError) in
            try await find(uuid.uuidString.lowercased())
        }
        guard let campaign else { throw .notFound }
        return campaign
    }
}
