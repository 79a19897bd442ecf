import ServiceCore

/// Campaigns: listed, found, made; their keys shown and set; a test sent of one (§10).
struct DMDSCampaigns: Sendable {
    let context: DMDSContext

    var operations: ResourceOperations<Campaign> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("numid", ascending: false),
                Gathering(narrowedBy: ["type", "numid"]) { filter async throws(ServiceError) in
                    let narrowing = Self.narrowing(filter)
                    let campaigns = try await context.campaigns(narrowing).map(standing)
                    return context.inHand.laid(over: campaigns, isWhole: narrowing.members.isEmpty)
                }),
            find: { key async throws(ServiceError) in try await find(key) },
            create: creation, actions: [test, showKey, newKey])
    }

    /// `tipo` and `numid` where the filter names them whole; what it says besides is tested here.
    private static func narrowing(_ filter: Filter) -> JSONValue {
        var body: JSONValue = .object([])
        for term in filter.terms where !term.isNegated {
            switch term.test {
            case .field("type", _, .text(let text)) where CampaignType(rawValue: text.lowercased()) == .api:
                // The words for the other types are not documented.
                body.add("tipo", "api")
            case .field("numid", .equals, .number(let number)):
                body.add("numid", Int(exactly: number))
            default: break
            }
        }
        return body
    }

    /// By number, id or title; one of type `api` with its key.
    private func find(_ key: String) async throws(ServiceError) -> Campaign? {
        let plain = key.trimmingBlanks
        guard var campaign = try await context.campaign(plain).map(standing) else { return nil }
        if campaign.type == .api, let numid = campaign.numid {
            campaign.key = try await ifOffered(try await context.key(of: numid))
        }
        return campaign
    }

    /// The campaign with what is known of its newest batch: DMDS itself tells no state.
    private func standing(_ payload: CampaignPayload) -> Campaign {
        var campaign = payload.campaign
        if let batch = payload.numid.flatMap({ context.memory.batch(ofCampaign: $0) }) {
            campaign.stand(as: batch)
        }
        return campaign
    }
}

extension Campaign {
    /// Takes its state from a batch: running while an address has no event yet, then finished; unknown where nobody
    /// knows whom it went to.
    mutating func stand(as batch: DMDSMemory.KnownBatch) {
        launched = batch.begun
        stateReason = "batch \(batch.eeid)"
        let waiting = batch.states.values.count { $0 == .pending }
        let size = batch.states.count
        guard size > 0 else { return }
        audienceSize = size
        audience = NumberText.counted(size, "address", "addresses")
        state = waiting > 0 ? .running : .finished
        percentage = 100 * Double(size - waiting) / Double(size)
    }
}

extension DMDSContext {
    /// The campaigns that pass, in DMDS's order.
    ///
    /// - Parameter narrowing: `tipo` and `numid`, in the body of the GET as documented; empty asks for all.
    func campaigns(_ narrowing: JSONValue = .object([])) async throws(ServiceError) -> [CampaignPayload] {
        let body: HTTPRequest.Body = narrowing.members.isEmpty ? .none : .json(narrowing)
        let answer = try await send(.read("campaigns.list", "campania/", body: body))
        let campaigns = try answer["campanias"].rows { CampaignPayload(&$0, in: self) }
        memory.learn(campaigns)
        return campaigns
    }

    /// One campaign by number, id or title; nil where there is none.
    ///
    /// - Throws: `.conflict` where several have the title.
    func campaign(_ key: String) async throws(ServiceError) -> CampaignPayload? {
        if let numid = Int(key), let campaign = try await campaign(numbered: numid) { return campaign }
        let all = try await campaigns()
        if let campaign = all.first(where: { $0.id == key }) { return campaign }
        let called = all.filter { $0.nombre == key }
        guard Set(called.map(\.id)).count > 1 else { return called.first }
        throw .ambiguous(key, Campaign.words, called.map { $0.numid.map(String.init) ?? $0.id })
    }

    func campaign(numbered numid: Int) async throws(ServiceError) -> CampaignPayload? {
        // A server that does not know the parameter answers with all of them.
        try await campaigns(["numid": .integer(numid)]).first { $0.numid == numid }
    }

    /// - Throws: `.notFound` where it is gone.
    func existing(_ campaign: CampaignPayload?) throws(ServiceError) -> CampaignPayload {
        if let campaign { return campaign }
        throw ServiceError(.notFound, "DMDS has no such campaign.", hint: "Refresh: it may be gone.")
    }

    /// The number of the campaign that a row's id names.
    func numid(of id: ResourceID) async throws(ServiceError) -> Int {
        if let numid = memory.number(ofCampaign: id.native) { return numid }
        return try existing(try await campaign(id.native)).number
    }

    /// A campaign's own key; only those of type `api` have one.
    func key(of numid: Int) async throws(ServiceError) -> Secret {
        let body: JSONValue = ["numid": .integer(numid)]
        let answer = try await send(.read("campaigns.key", "campania_apikey/", body: .json(body)))
        return try answer["apikey", "camp_apikey"].secret()
    }
}
