import ServiceCore

/// A campaign as DMDS lists it, without its key (§10).
struct CampaignPayload: Sendable {
    let id: String?
    let numid: Int
    let nombre: String
    let tipo: String
    let asunto: String?
    let remitente: String?

    init(_ item: JSONReader) throws(ServiceError) {
        numid = try item["numid"].integer()
        id = try? item["id"].text()
        nombre = try item["nombre"].ifPresent?.text() ?? ""
        tipo = try item["tipo"].ifPresent?.text() ?? ""
        asunto = try? item["asunto"].text()
        remitente = try? item["remitente"].text()
    }

    static func list(_ list: JSONReader) throws(ServiceError) -> [CampaignPayload] {
        try list.rows { item throws(ServiceError) in
            try CampaignPayload(item)
        } unreadable: {
            CampaignPayload(unreadable: $0, number: $1)
        }
    }

    /// Of no type, so that nothing is sent by it.
    private init(unreadable item: JSONReader, number: Int) {
        id = (try? item["id"].text()) ?? "#\(number)"
        numid = (try? item["numid"].integer()) ?? 0
        nombre = "unreadable (item \(number))"
        (tipo, asunto, remitente) = ("", nil, nil)
    }

    /// Of the three words only `api` is documented; anything else that is not `ab` is an ordinary campaign.
    var type: CampaignType {
        switch tipo.lowercased() {
        case "api": .api
        case "ab", "a/b", "a-b", "a_b": .ab
        default: .normal
        }
    }

    func campaign(in context: DMDSContext) -> Campaign {
        var campaign = Campaign(
            id: context.id(.campaign, id ?? String(numid)), account: context.account,
            title: nombre.isEmpty ? "campaign \(numid)" : nombre)
        campaign.numid = numid
        campaign.type = type
        campaign.subject = asunto ?? ""
        campaign.sender = remitente ?? ""
        return campaign
    }
}
