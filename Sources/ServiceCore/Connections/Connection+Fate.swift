extension Connection {
    /// What became of a person in a launch; nil where nothing here tells.
    ///
    /// Where the platform has no answer of its own, its recipients and what it knows of the person give one.
    package func fate(
        of address: String, in id: ResourceID
    ) async throws(ServiceError) -> CampaignFate? {
        if let ask = campaigns?.fate { return try await ask(id, address) }
        guard let recipients = campaigns?.recipients?(id).operations.list,
            let campaign = try await resources[.campaign]?.operations.find?(id.native)?.resource as? Campaign
        else { return nil }
        let key = MailAddress.key(of: address)
        let filter = Filter([FilterTerm(.field("address", .equals, .text(address)))])
        var fate = CampaignFate(campaign: campaign, address: address)
        let page = try await recipients.page(ListRequest(filter: filter, limit: 20))
        let rows = page.items.compactMap { $0.resource as? Delivery }
            .filter { MailAddress.key(of: $0.address) == key }
        let events = rows.isEmpty ? [] : try await trace?(address).events ?? []
        let steps = events.filter { $0.campaign == campaign.title }.sorted { $0.time < $1.time }
        fate.parts = rows.map { CampaignFate.Part($0, steps: rows.count == 1 ? steps : []) }
        if rows.isEmpty {
            fate.reasons = ["\(self.id) does not name them among its recipients and does not say why"]
        }
        return fate
    }
}
