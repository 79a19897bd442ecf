import Platform
import ServiceCore

/// The keys of API campaigns, which open submission by SMTP and nothing here (§2, §10).
enum DMDSCampaignKeys {
    /// In bytes; a shorter one could be guessed.
    private static let lengths = 8...200

    static let show: DMDSRoute.Handler = { call async throws(ServiceError) in
        let campaign = try await campaign(call)
        guard let key = try await call.tenant.key(of: campaign) else {
            throw ServiceError(.notFound, "the campaign \(campaign.numid) has no APIKEY")
        }
        return .ok(Payload(numid: campaign.numid, apikey: key.reveal()))
    }

    static let set: DMDSRoute.Handler = { call async throws(ServiceError) in
        let campaign = try await campaign(call)
        let key = try call.fields.text("apikey").map { text throws(ServiceError) in try checked(text) }
        let new = key ?? NewSecret.apiKey()
        try await call.tenant.setKey(new, of: campaign)
        return .ok(Payload(numid: campaign.numid, apikey: new.reveal()))
    }

    private static func campaign(_ call: DMDSCall) async throws(ServiceError) -> MailCampaign {
        guard let numid = try call.fields.integer("numid") else { throw DMDSFields.missing("numid") }
        return try await DMDSCampaigns.api(numid, of: call.tenant)
    }

    /// It is a password of SMTP, which visible ASCII passes through unchanged.
    private static func checked(_ text: String) throws(ServiceError) -> Secret {
        guard lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ServiceError(
                .invalid,
                "apikey must be \(lengths.lowerBound) to \(lengths.upperBound) visible characters of ASCII")
        }
        return Secret(text)
    }

    private struct Payload: Encodable {
        let status = "ok"
        let numid: Int
        let apikey: String
    }
}
