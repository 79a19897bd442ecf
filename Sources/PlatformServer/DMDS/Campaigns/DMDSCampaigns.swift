import Platform
import ServiceCore

/// Campaigns: listed without their keys, and made (§10).
enum DMDSCampaigns {
    static let routes = [
        DMDSRoute("campania", handlers: ["GET": list, "POST": create]),
        DMDSRoute("campania_apikey", handlers: ["GET": DMDSCampaignKeys.show, "POST": DMDSCampaignKeys.set]),
    ]

    /// The kinds that DMDS has, by its words.
    private static let types: [String: CampaignType] = ["api": .api, "normal": .normal, "ab": .ab]

    private static let list: DMDSRoute.Handler = { call async throws(ServiceError) in
        let word = try call.fields.text("tipo")
        let numid = try call.fields.integer("numid")
        let type = word.flatMap { types[$0.lowercased()] }
        if word != nil, type == nil { return .ok(List(campanias: [])) }
        let campaigns = try await call.tenant.mailCampaigns(type: type, numid: numid)
        return .ok(List(campanias: campaigns.map { Payload($0) }))
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
        return .ok(Made(id: campaign.uuid, numid: campaign.numid, camp_apikey: made.key?.reveal()))
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

    private struct List: Encodable {
        let status = "ok"
        let campanias: [Payload]
    }

    private struct Payload: Encodable {
        let id: String
        let numid: Int
        let nombre: String
        let tipo: String
        let asunto: String
        let remitente: String

        init(_ campaign: MailCampaign) {
            (id, numid, nombre) = (campaign.uuid, campaign.numid, campaign.title)
            tipo = types.first { $0.value == campaign.type }?.key ?? "normal"
            (asunto, remitente) = (campaign.subject, campaign.sender.asDMDSWrites)
        }
    }

    private struct Made: Encodable {
        let status = "ok"
        let id: String
        let numid: Int
        /// Of type `api` alone.
        let camp_apikey: String?
    }
}
