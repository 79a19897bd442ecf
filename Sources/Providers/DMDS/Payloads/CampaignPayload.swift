import ServiceCore

/// A campaign as DMDS lists it, without its key (§10).
struct CampaignPayload: Sendable, PartlyKnown {
    /// The row of the board, of which no batch has said how it stands.
    private(set) var campaign: Campaign
    /// The title as it was told.
    let nombre: String

    var oddity: String? {
        get { campaign.oddity }
        set { campaign.oddity = newValue }
    }

    var id: String { campaign.id.native }
    /// Nil where it cannot be read; nothing can be sent by such a campaign.
    var numid: Int? { campaign.numid }
    var type: CampaignType { campaign.type }

    init(_ row: inout RowReading, in context: DMDSContext) {
        let numid = row.count("numid", from: 1)
        row.require("numid")
        let id = row.text("id") ?? row.name("numid")
        nombre = row.text("nombre") ?? ""
        campaign = .untold(
            context.id(.campaign, id), account: context.account,
            title: nombre.isEmpty ? numid.map { "campaign \($0)" } ?? id : nombre)
        campaign.numid = numid
        let tipo = row.text("tipo") ?? ""
        campaign.type = Self.type(tipo.lowercased())
        if campaign.type == .normal, tipo.lowercased() != CampaignType.normal.rawValue {
            campaign.ownType = tipo
        }
        campaign.subject = row.text("asunto") ?? ""
        campaign.sender = row.text("remitente") ?? ""
        row.check("remitente", as: .address)
        // Of the fields that DMDS has, those that it told to be empty.
        let names: [(String, FieldID)] = [("asunto", "subject"), ("remitente", "sender")]
        let empty = names.filter { row.item.value?.member($0.0) == .null }
        campaign.leaveEmptyTextsUntold(but: Set(empty.map(\.1)))
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
    private static func type(_ word: String) -> CampaignType {
        switch word {
        case "api": .api
        case "ab", "a/b", "a-b", "a_b": .ab
        default: .normal
        }
    }
}
