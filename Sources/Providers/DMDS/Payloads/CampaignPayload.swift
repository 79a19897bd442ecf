import ServiceCore

/// A campaign as DMDS lists it, without its key (§10).
struct CampaignPayload: Sendable, PartlyKnown {
    let id: String
    /// Nil where it cannot be read; nothing can be sent by such a campaign.
    let numid: Int?
    let nombre: String
    let tipo: String
    let asunto: String?
    let remitente: String?
    /// Of the fields that DMDS has, those that it told to be empty.
    let empty: Set<FieldID>
    var oddity: String?

    init(_ row: inout RowReading) {
        numid = row.count("numid", from: 1)
        row.require("numid")
        id = row.text("id") ?? row.name("numid")
        nombre = row.text("nombre") ?? ""
        tipo = row.text("tipo") ?? ""
        asunto = row.text("asunto")
        remitente = row.text("remitente")
        row.check("remitente", as: .address)
        let names: [(String, FieldID)] = [("asunto", "subject"), ("remitente", "sender")]
        empty = Set(names.filter { row.item.value?.member($0.0) == .null }.map(\.1))
    }

    /// - Throws: `.refused` where DMDS told no number that can be read.
    var number: Int {
        get throws(ServiceError) {
            if let numid { return numid }
            throw ServiceError(
                .refused,
                "The number of “\(nombre.isEmpty ? id : nombre)” cannot be read, by which DMDS knows it.",
                hint: "Refresh the list; if it stays, look into DMDS’s own console.")
        }
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
        var campaign = Campaign.untold(
            context.id(.campaign, id), account: context.account,
            title: nombre.isEmpty ? numid.map { "campaign \($0)" } ?? id : nombre)
        campaign.oddity = oddity
        campaign.numid = numid
        campaign.type = type
        if type == .normal, tipo.lowercased() != CampaignType.normal.rawValue { campaign.ownType = tipo }
        campaign.subject = asunto ?? ""
        campaign.sender = remitente ?? ""
        campaign.leaveEmptyTextsUntold(but: empty)
        return campaign
    }
}
