import FoundationEssentials
import ServiceCore
import Store

/// What a report tells beyond the watch's counts: people behind events, links, the course of time.
///
/// It looks at every event of the launch, so that its cost grows with them; the watch never asks for it.
struct CampaignReportQueries {
    let campaign: Int64
    let db: ReadTransaction

    /// More links than these are counted alone.
    private static let mostLinks = 20

    func report(_ progress: CampaignProgress) throws -> CampaignReport {
        var report = CampaignReport(progress)
        report.people = try people(behind: progress.replies)
        report.domainsCountEvents = true
        report.timeline = try timeline()
        let links = try links()
        report.links = Array(links.prefix(Self.mostLinks))
        report.rest.clicks = links.dropFirst(Self.mostLinks).reduce(0) { $0 + $1.clicks }
        report.rest.reasons = try rest(of: .reason, beyond: progress.reasons)
        report.rest.replies = try rest(of: .reply, beyond: progress.replies)
        report.rest.domains = try rest(beyond: progress.domains)
        return report
    }

    private func people(behind replies: [Tally]) throws -> CampaignReport.People {
        var people = CampaignReport.People()
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT kind, count(DISTINCT delivery) FROM event WHERE campaign = \(campaign)
            AND \(SQL.isOne("kind", of: ProgressQueries.laterKinds.map { String($0.number) })) GROUP BY kind
            """)
        for kind in ProgressQueries.laterKinds { people.later[kind] = 0 }
        for row in rows { EventKind(number: row[0]).map { people.later[$0] = row[1] } }
        for reply in replies { people.replies[reply.text] = try count(behind: reply.text) }
        return people
    }

    private func count(behind reply: String) throws -> Int {
        let kinds = DeliveryHappenings.replying.map { String($0.number) }
        return try Int.fetchOne(
            db,
            """
            SELECT count(DISTINCT delivery) FROM event WHERE campaign = \(campaign)
            AND \(SQL.isOne("kind", of: kinds)) AND detail = \(reply)
            """) ?? 0
    }

    /// The most clicked first.
    private func links() throws -> [CampaignReport.LinkTally] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT l.url, count(*) AS clicks, count(DISTINCT e.delivery) FROM event e
            LEFT JOIN link l ON l.id = e.link
            WHERE e.campaign = \(campaign) AND e.kind = \(EventKind.click.number)
            GROUP BY l.url ORDER BY clicks DESC, l.url
            """
        ).map { CampaignReport.LinkTally($0[0], clicks: $0[1], people: $0[2]) }
    }

    private func timeline() throws -> CampaignTimeline? {
        let kinds = SQL.isOne("kind", of: CampaignTimeline.kinds.map { String($0.number) })
        let bounds = try SQLRow.fetchOne(
            db, "SELECT min(at), max(at) FROM event WHERE campaign = \(campaign) AND \(kinds)")
        guard let bounds, let first = bounds[0] as Int64?, let last = bounds[1] as Int64? else { return nil }
        let steps = CampaignTimeline.Steps(from: Date(storedTime: first), to: Date(storedTime: last))
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT kind, (at - \(steps.start.storedTime)) / \(steps.length * 1000) AS step, count(*)
            FROM event WHERE campaign = \(campaign) AND \(kinds) GROUP BY kind, step
            """)
        var counts: [EventKind: [Int]] = [:]
        for row in rows {
            guard let kind = EventKind(number: row[0]) else { continue }
            counts[kind, default: steps.none][min(row[1], steps.count - 1)] += row[2]
        }
        return CampaignTimeline(start: steps.start, step: steps.length, counts: counts)
    }

    /// How many there are of the texts that the watch does not name.
    private func rest(of kind: TallyKind, beyond named: [Tally]) throws -> Int {
        let all = try Int.fetchOne(
            db,
            """
            SELECT coalesce(sum(n), 0) FROM campaign_tally WHERE campaign = \(campaign)
            AND kind = \(kind.rawValue) AND n > 0
            """)
        return (all ?? 0) - named.reduce(0) { $0 + $1.count }
    }

    private func rest(
        beyond named: [CampaignProgress.DomainTally]
    ) throws -> CampaignProgress.DomainTally {
        let all = try SQLRow.fetchOne(
            db,
            """
            SELECT coalesce(sum(accepted), 0), coalesce(sum(refused), 0) FROM campaign_domain
            WHERE campaign = \(campaign)
            """)
        return CampaignProgress.DomainTally(
            "", accepted: (all?[0] ?? 0) - named.reduce(0) { $0 + $1.accepted },
            refused: (all?[1] ?? 0) - named.reduce(0) { $0 + $1.refused })
    }
}
