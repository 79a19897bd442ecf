import Platform
import ServiceCore

/// Campaigns: listed without their keys, and made (§10); and the keys of API campaigns, which open submission by SMTP
/// and nothing here (§2).
enum DMDSCampaigns {
    static let routes = [
        DMDSRoute("campania", handlers: ["GET": list, "POST": create]),
        DMDSRoute("campania_apikey", handlers: ["GET": showKey, "POST": setKey]),
    ]
    /// The kinds that DMDS has, by its words.
    private static let types: [String: CampaignType] = ["api": .api, "normal": .normal, "ab": .ab]
    /// Of a key, in bytes; a shorter one could be guessed.
    private static let keyLengths = 8...200

    private static let list: DMDSRoute.Handler = { call async throws(ServiceError) in
        let word = try call.fields.text("tipo")
        let numid = try call.fields.integer("numid")
        let type = word.flatMap { types[$0.lowercased()] }
        if word != nil, type == nil { return .ok(["campanias": [JSONObject]()]) }
        return .ok(["campanias": try await call.tenant.mailCampaigns(type: type, numid: numid).map(payload)])
    }

    private static let create: DMDSRoute.Handler = { call async throws(ServiceError) in
        let title = try call.fields.required("nombre")
        let word = try call.fields.required("tipo")
        guard let type = types[word.lowercased()] else {
            throw ServiceError(.invalid, "tipo must be api, normal or ab")
        }
        let outcome = try await call.tenant.campaigns.create(
            FormValues([
                "title": title, "type": type.rawValue, "subject": try call.fields.text("asunto") ?? "",
                "sender": try call.fields.email("remitente") ?? "",
                "sender_name": try call.fields.text("remitente_nombre") ?? "",
            ]))
        guard let made = outcome.rows.first?.resource as? Campaign,
            let campaign = try await call.tenant.mailCampaigns(numid: made.numid).first
        else { throw ServiceError(.storage, "The new campaign cannot be read back.") }
        var answer: JSONObject = ["id": campaign.uuid, "numid": campaign.numid]
        // Of type `api` alone.
        answer["camp_apikey"] = made.key?.reveal()
        return .ok(answer)
    }

    private static let showKey: DMDSRoute.Handler = { call async throws(ServiceError) in
        let campaign = try await api(try call.fields.requiredInteger("numid"), of: call.tenant)
        guard let key = try await call.tenant.key(of: campaign) else {
            throw ServiceError(.notFound, "the campaign \(campaign.numid) has no APIKEY")
        }
        return .ok(["numid": campaign.numid, "apikey": key.reveal()])
    }

    private static let setKey: DMDSRoute.Handler = { call async throws(ServiceError) in
        let campaign = try await api(try call.fields.requiredInteger("numid"), of: call.tenant)
        let key = try call.fields.text("apikey").map { text throws(ServiceError) in try checked(text) }
        let new = key ?? NewSecret.apiKey()
        try await call.tenant.setKey(new, of: campaign)
        return .ok(["numid": campaign.numid, "apikey": new.reveal()])
    }

    /// It is a password of SMTP, which visible ASCII passes through unchanged.
    private static func checked(_ key: String) throws(ServiceError) -> Secret {
        guard keyLengths.contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            let (least, most) = (keyLengths.lowerBound, keyLengths.upperBound)
            throw ServiceError(.invalid, "apikey must be \(least) to \(most) visible characters of ASCII")
        }
        return Secret(key)
    }

    /// The one campaign of a number.
    ///
    /// - Throws: `.notFound` where the account has none, `.invalid` where it is not of type `api`.
    static func api(_ numid: Int, of tenant: Tenant) async throws(ServiceError) -> MailCampaign {
        guard let campaign = try await tenant.mailCampaigns(numid: numid).first else {
            throw ServiceError(.notFound, "unknown campaign \(numid)")
        }
        guard campaign.type == .api else {
            throw ServiceError(.invalid, "the campaign \(numid) is not of type api")
        }
        return campaign
    }

    private static func payload(_ campaign: MailCampaign) -> JSONObject {
        [
            "id": campaign.uuid, "numid": campaign.numid, "nombre": campaign.title,
            "tipo": types.first { $0.value == campaign.type }?.key ?? "normal",
            "asunto": campaign.subject, "remitente": campaign.sender.asDMDSWrites,
        ]
    }
}
