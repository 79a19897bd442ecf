import FoundationEssentials
import ServiceCore
import Store

extension CampaignLauncher {
    /// What a launch would do if it started now, counted over the whole audience.
    func plan(_ id: ResourceID) async throws(ServiceError) -> LaunchPlan {
        let (now, transport) = (context.clock(), context.transport)
        return try await context.store.read { db in
            let campaign = try kind.light.editor.loadExisting(db, id.native)
            guard let row = try CampaignRow.find(try kind.light.table.rowID(campaign), in: db) else {
                throw ServiceError(.notFound, "The campaign is gone.")
            }
            return try Self.plan(campaign, row, transport, now, db)
        }
    }

    private static func plan(
        _ campaign: Campaign, _ row: CampaignRow, _ transport: TransportDescription, _ now: Date,
        _ db: ReadTransaction
    ) throws -> LaunchPlan {
        let isApproved = try SenderFacts.isApproved(
            row.message.from, row.channel, account: row.account, in: db)
        let counts = try row.audience.countByReason(
            account: row.account, channel: row.channel, isSenderApproved: isApproved, in: db)
        let audience = counts.values.reduce(0, +)
        let willSend = counts[nil] ?? 0
        var plan = LaunchPlan(campaign: campaign, audience: audience, willSend: willSend)
        plan.exclusions = AudienceSpec.leftOut(counts)
        plan.refusal = try row.refusal(people: audience, at: now, in: db)
        let facts = PlanFacts(
            row: row, audience: audience, willSend: willSend,
            way: try row.way(at: now, in: db), now: now, db: db)
        plan.facts = try facts.facts(transport)
        plan.warnings = try facts.warnings()
        return plan
    }
}
