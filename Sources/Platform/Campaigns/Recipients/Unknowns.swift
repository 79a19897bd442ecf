import FoundationEssentials
import ServiceCore
import Store

/// What a person decides about messages whose answer was lost.
enum Unknowns {
    /// - Throws: `.conflict` where the row is not unknown any more or its launch was aborted.
    static func resolve(_ id: Int64, _ step: DeliveryStep, at now: Date, in db: WriteTransaction) throws {
        var work = DeliveryTransaction(db, now: now, source: "board")
        guard let row = try work.delivery(id), let next = row.state.after(step), row.state == .unknown else {
            throw ServiceError(.conflict, "The recipient is not unknown any more.", hint: "Refresh the list.")
        }
        if next == .queued {
            try reopen(row.campaign, in: db)
            try renew(row.submission, at: now, in: db)
            try work.move(row, to: .queued, next: now)
        } else {
            try accept(row, because: "taken for accepted by a person", &work)
        }
        try work.finish()
        try tell(row.campaign, in: db)
    }

    /// - Parameter why: what is kept as the relay's answer.
    static func accept(_ row: DeliveryRow, because why: String, _ work: inout DeliveryTransaction) throws {
        let reply = RelayReply(.data, 250, nil, why)
        try work.move(row, to: .accepted, reply: reply)
        try work.event(.accepted, of: row, .init(reply))
        work.deltas.domain(of: row.address, row.campaign, wasAccepted: true)
        work.credits.spend(row)
    }

    /// What an ended launch says of answers that were lost; empty where none was.
    static func words(_ count: Int) -> String {
        count == 0
            ? "" : "\(NumberText.grouped(count)) unknown, which \(count == 1 ? "waits" : "wait") for a person"
    }

    /// Says of an ended launch how many are left.
    static func tell(_ campaign: Int64?, in db: WriteTransaction) throws {
        guard let campaign, try state(campaign, in: db) == .finished else { return }
        let left = try CampaignState.parts(of: campaign, in: db)[.unknown] ?? 0
        try CampaignState.explain(campaign, words(left), in: db)
    }

    private static func state(_ campaign: Int64, in db: ReadTransaction) throws -> Campaign.State? {
        try String.fetchOne(db, "SELECT state FROM campaign WHERE id = \(campaign)")
            .flatMap { Campaign.State(rawValue: $0) }
    }

    /// What a person sends again lives as long as what is sent anew.
    private static func renew(_ submission: Int64, at now: Date, in db: WriteTransaction) throws {
        try db.execute(
            """
            UPDATE submission SET expires_at = max(expires_at,
            \(now.addingTimeInterval(RetryWaits().lifetime).storedTime)) WHERE id = \(submission)
            AND expires_at IS NOT NULL
            """)
    }

    /// A launch that had ended goes on with what is sent again.
    private static func reopen(_ campaign: Int64?, in db: WriteTransaction) throws {
        guard let campaign else { return }
        let state = try state(campaign, in: db)
        if state == .aborted {
            throw ServiceError(
                .conflict, "The launch was aborted, so nothing is sent again by itself.",
                hint: "“send again” on the campaign takes it up once more.")
        }
        guard state == .finished else { return }
        try db.execute(
            """
            UPDATE campaign SET state = 'running', state_why = '', finished_at = NULL, rev = rev + 1
            WHERE id = \(campaign)
            """)
    }
}
