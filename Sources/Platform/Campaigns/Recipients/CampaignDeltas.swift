import ServiceCore
import Store

/// What one transaction adds to the counters of campaigns, gathered first and written once.
struct CampaignDeltas {
    private(set) var counts: [Int64: [Int: Int]] = [:]
    private var tallies: [Int64: [Tally: Int]] = [:]
    private var domains: [Int64: [String: Sides]] = [:]
    private var audience: [Int64: Int] = [:]
    private var terminal: [Int64: Int] = [:]

    private struct Tally: Hashable {
        let kind: TallyKind
        let text: String
    }

    private struct Sides {
        var accepted = 0
        var refused = 0
    }

    /// The campaigns whose rows changed state.
    var campaigns: Set<Int64> { Set(counts.keys) }

    /// Rows came into being or went from one state to another; single sends (nil) are not counted.
    mutating func move(
        _ campaign: Int64?, from old: StoredDeliveryState?, to new: StoredDeliveryState, count: Int = 1
    ) {
        guard let campaign else { return }
        if let old {
            counts[campaign, default: [:]][CounterKind.part(old.part), default: 0] -= count
        } else {
            audience[campaign, default: 0] += count
        }
        counts[campaign, default: [:]][CounterKind.part(new.part), default: 0] += count
        let gained = (new.isTerminal ? 1 : 0) - (old?.isTerminal == true ? 1 : 0)
        if gained != 0 { terminal[campaign, default: 0] += gained * count }
    }

    mutating func count(_ kind: EventKind, _ campaign: Int64?, by count: Int = 1) {
        guard let campaign else { return }
        counts[campaign, default: [:]][kind.number, default: 0] += count
    }

    mutating func expectAnswers(_ count: Int, _ campaign: Int64?) {
        guard let campaign, count != 0 else { return }
        counts[campaign, default: [:]][CounterKind.outstanding, default: 0] += count
    }

    /// Counts a text as rows and events keep it.
    mutating func tally(_ kind: TallyKind, _ text: String, _ campaign: Int64?, by count: Int = 1) {
        guard let campaign else { return }
        let kept = String(text.prefix(EventDetail.longest))
        tallies[campaign, default: [:]][Tally(kind: kind, text: kept), default: 0] += count
    }

    mutating func domain(of address: String, _ campaign: Int64?, wasAccepted: Bool, by count: Int = 1) {
        guard let campaign else { return }
        let side: WritableKeyPath<Sides, Int> = wasAccepted ? \.accepted : \.refused
        let name = ErasedKey.isAlias(address) ? "erased" : MailAddress.domain(of: address)
        domains[campaign, default: [:]][name, default: Sides()][keyPath: side] += count
    }
}

extension CampaignDeltas {
    func write(to db: WriteTransaction) throws {
        try writeCounts(db)
        try writeTallies(db)
        try writeDomains(db)
        try writeTotals(db)
    }

    private func writeCounts(_ db: WriteTransaction) throws {
        for (campaign, kinds) in counts {
            for (kind, count) in kinds where count != 0 {
                try db.execute(
                    cached: """
                        INSERT INTO counter (campaign, kind, n) VALUES (\(campaign), \(kind), \(count))
                        ON CONFLICT (campaign, kind) DO UPDATE SET n = counter.n + excluded.n
                        """)
            }
        }
    }

    private func writeTallies(_ db: WriteTransaction) throws {
        for (campaign, texts) in tallies {
            for (tally, count) in texts {
                try db.execute(
                    cached: """
                        INSERT INTO campaign_tally (campaign, kind, text, n)
                        VALUES (\(campaign), \(tally.kind.rawValue), \(tally.text), \(count))
                        ON CONFLICT (campaign, kind, text) DO UPDATE SET n = campaign_tally.n + excluded.n
                        """)
            }
        }
    }

    private func writeDomains(_ db: WriteTransaction) throws {
        for (campaign, names) in domains {
            for (name, sides) in names {
                try db.execute(
                    cached: """
                        INSERT INTO campaign_domain (campaign, domain, accepted, refused)
                        VALUES (\(campaign), \(name), \(sides.accepted), \(sides.refused))
                        ON CONFLICT (campaign, domain) DO UPDATE
                        SET accepted = campaign_domain.accepted + excluded.accepted,
                        refused = campaign_domain.refused + excluded.refused
                        """)
            }
        }
    }

    private func writeTotals(_ db: WriteTransaction) throws {
        for campaign in Set(audience.keys).union(terminal.keys) {
            let totals = (audience[campaign] ?? 0, terminal[campaign] ?? 0)
            guard totals != (0, 0) else { continue }
            try db.execute(
                cached: """
                    UPDATE campaign SET audience_count = coalesce(audience_count, 0) + \(totals.0),
                    terminal_count = terminal_count + \(totals.1) WHERE id = \(campaign)
                    """)
        }
    }
}
