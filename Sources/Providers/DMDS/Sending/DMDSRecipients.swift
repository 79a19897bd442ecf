import ServiceCore

/// The recipients of a campaign's newest batch, each in its state.
struct DMDSRecipients: Sendable {
    let context: DMDSContext
    let campaign: ResourceID

    var operations: ResourceOperations<Delivery> {
        ResourceOperations(
            list: .gathered(
                sort: RowOrder("address"), Gathering { _ async throws(ServiceError) in try await all() }))
    }

    private func all() async throws(ServiceError) -> [Delivery] {
        let numid = try await context.numid(of: campaign)
        guard let known = context.memory.batch(ofCampaign: numid) else { return [] }
        guard let payload = try await context.batch(known.eeid) else {
            throw ServiceError(
                .notFound, "DMDS no longer knows the batch \(known.eeid).", hint: "Refresh: it may be gone.")
        }
        let batch = context.memory.learn(payload)
        let title = context.memory.title(ofCampaign: numid)
        return batch.states.map { address, state in
            var delivery = Delivery(
                id: context.id(.delivery, "\(batch.eeid)/\(address)"), account: context.account,
                campaign: title, address: address, state: state)
            let mine = payload.eventos.filter { $0.email == address }
            delivery.changed = mine.compactMap(\.toldTime).max()
            delivery.events = mine.reduce(into: []) { kinds, event in
                if !kinds.contains(event.kind) { kinds.append(event.kind) }
            }
            delivery.attempts = mine.count { $0.kind == .accepted }
            delivery.reply = state == .notSent ? "invalid contact" : ""
            return delivery
        }
    }
}
