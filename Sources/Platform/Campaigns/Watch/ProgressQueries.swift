import FoundationEssentials
import ServiceCore
import Store

/// A launch as it stands, read from counters and indices: the cost does not grow with the audience.
struct ProgressQueries {
    let connection: ConnectionID
    let id: Int64
    let db: ReadTransaction

    static let laterKinds: [EventKind] = [
        .open, .click, .bounceSoft, .bounceHard, .complaint, .unsubscribe, .invalidated, .machineOpen,
        .machineClick,
    ]

    func progress(of campaign: Campaign, transport: String, at now: Date) throws -> CampaignProgress {
        var progress = CampaignProgress(
            campaign: campaign, audience: campaign.audienceSize, transport: transport, measured: now)
        let counters = try CampaignState.counters(of: id, in: db)
        for part in DeliveryState.allCases { progress.states[part] = counters[CounterKind.part(part)] ?? 0 }
        // Until all are frozen, those that are.
        progress.audience = progress.audience ?? progress.states.values.reduce(0, +)
        for kind in Self.laterKinds { progress.later[kind] = counters[kind.number] ?? 0 }
        progress.reasons = try tallies(.reason)
        progress.replies = try tallies(.reply)
        progress.domains = try domains()
        progress.events = try events()
        return progress
    }

    /// Whether simulated recipients have answers to come.
    func isExpectingAnswers() throws -> Bool {
        try CampaignState.counters(of: id, in: db)[CounterKind.outstanding] ?? 0 > 0
    }

    private func tallies(_ kind: TallyKind) throws -> [Tally] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT text, n FROM campaign_tally WHERE campaign = \(id) AND kind = \(kind.rawValue)
                AND n > 0
                ORDER BY n DESC, text LIMIT 20
                """
        ).map { Tally($0[0], $0[1]) }
    }

    private func domains() throws -> [CampaignProgress.DomainTally] {
        try SQLRow.fetchAll(
            db,
            cached: """
                SELECT domain, accepted, refused FROM campaign_domain WHERE campaign = \(id)
                ORDER BY accepted + refused DESC, domain LIMIT 20
                """
        ).map { CampaignProgress.DomainTally($0[0], accepted: $0[1], refused: $0[2]) }
    }

    private func events() throws -> [DeliveryEvent] {
        guard let launch = try LaunchRow.of(id, in: db) else { return [] }
        return try SQLRow.fetchAll(
            db,
            cached: """
                SELECT e.id, a.username, coalesce(d.written, d.address, e.written, e.address, ''),
                e.kind, e.at, e.detail, e.rule
                FROM event e JOIN account a ON a.id = e.account LEFT JOIN delivery d ON d.id = e.delivery
                WHERE e.batch = \(launch.batch) ORDER BY e.id DESC LIMIT 40
                """
        ).compactMap(event)
    }

    private func event(_ row: SQLRow) -> DeliveryEvent? {
        guard let kind = EventKind(number: row[3]) else { return nil }
        var event = DeliveryEvent(
            id: ResourceID(connection, .event, String(row[0] as Int64)), account: row[1], person: row[2],
            kind: kind, time: Date(storedTime: row[4]))
        event.reply = row[5] ?? ""
        event.bounceRule = row[6] ?? ""
        if kind == .bounceSoft { event.bounceType = "soft" }
        if kind == .bounceHard || kind == .refused { event.bounceType = "hard" }
        return event
    }
}
