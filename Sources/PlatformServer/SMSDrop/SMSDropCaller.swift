import FoundationEssentials
import Platform
import ServiceCore

/// What an account reads of itself (§4), and the calls on campaigns (§5).
struct SMSDropCaller: Sendable {
    let tenant: Tenant
    /// Whether campaigns say when they were made.
    let tellsCreation: Bool

    /// These five keys and no other: a client refuses any more or less.
    func profile() async throws(ServiceError) -> JSONObject {
        let profile = try await tenant.profile()
        return [
            "id": profile.id, "email": profile.email, "is_active": profile.isActive,
            "is_verified": profile.isVerified, "is_superuser": profile.isAdmin,
        ]
    }

    /// These three keys and no other.
    func subscription() async throws(ServiceError) -> JSONObject {
        let subscription = try await tenant.subscription()
        return [
            "id": subscription.id, "nbr_sms": subscription.credits,
            "created_at": SMSDropDate.text(subscription.created),
        ]
    }

    func create(_ body: [UInt8]) async throws -> ServerResponse {
        launched(try await tenant.launchSMS(try SMSDropCampaignRequest(body).draft, source: "smsdrop"))
    }

    /// Launches again the campaign that `{"id": "…"}` tells.
    func retry(_ body: [UInt8]) async throws -> ServerResponse {
        launched(try found(try await tenant.retrySMS(try uuid(try Self.idToRetry(body)))))
    }

    private static func idToRetry(_ body: [UInt8]) throws -> String {
        enum Name: String, CodingKey { case id }
        var document = try SMSDropDocument<Name>.read(body)
        let id = document.isPresent(.id) ? document.text(.id) : nil
        try document.check()
        return id ?? ""
    }

    func list(_ query: RequestFields) async throws -> [JSONObject] {
        let window = try SMSDropWindow(query)
        return try await tenant.smsCampaigns(skipping: window.skip, limit: window.limit).map(payload)
    }

    func read(_ id: String) async throws -> JSONObject {
        payload(try found(try await tenant.smsCampaign(try uuid(id))))
    }

    /// 201 says that a campaign is stored and not launched, which clients take for a failure.
    private func launched(_ campaign: SMSCampaign) -> ServerResponse {
        .json(campaign.state == .waitingCredit ? 201 : 200, payload(campaign))
    }

    private func payload(_ campaign: SMSCampaign) -> JSONObject {
        campaign.smsDropPayload(tellsCreation: tellsCreation)
    }

    /// - Throws: `.notFound` for what is no UUID too: a client asks so each time (§5).
    private func uuid(_ id: String) throws -> String {
        guard let uuid = UUID(uuidString: id) else { throw SMSDropFailure.notFound }
        return uuid.uuidString.lowercased()
    }

    private func found(_ campaign: SMSCampaign?) throws -> SMSCampaign {
        guard let campaign else { throw SMSDropFailure.notFound }
        return campaign
    }
}
