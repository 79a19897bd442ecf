package import FoundationEssentials
package import ServiceCore
import Store

/// Text campaigns to listed numbers of one account, for the API that tells every recipient.
///
/// Those to groups and filters are not among them, nor drafts of the board; a draft that the API made is one that
/// missed its hour.
enum SMSCampaignQueries {
    private static let query = """
        SELECT id, uuid, title, message, type, from_address, audience, defer_until, defer_text, defer_by, state,
        part_count, audience_count, terminal_count, created_at FROM campaign WHERE \(Predicate.campaignListed)
        """
    /// Takes the account, a limit and an offset.
    static let page = "\(query) AND account = ? ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?"

    /// A window of them, newest first; empty past the end.
    static func page(
        of account: Int64, skipping skip: Int, limit: Int, in db: ReadTransaction
    ) throws -> [SMSCampaign] {
        try SQLRow.fetchAll(db, cached: SQL(text: page, [account, limit, skip])).map(campaign)
    }

    static func find(_ uuid: String, of account: Int64, in db: ReadTransaction) throws -> SMSCampaign? {
        try SQLRow.fetchOne(db, cached: "\(sql: query) AND uuid = \(uuid) AND account = \(account)").map(
            campaign)
    }

    private static func campaign(_ row: SQLRow) -> SMSCampaign {
        let audience = AudienceSpec(json: row[6])
        return SMSCampaign(
            rowID: row[0], uuid: row[1], title: row[2], text: row[3],
            type: CampaignType(rawValue: row[4]) ?? .smsPlain, sender: row[5],
            recipients: audience.written ?? audience.addresses ?? [],
            schedule: schedule(until: row[7], text: row[8], by: row[9]),
            state: Campaign.State(rawValue: row[10]) ?? .draft, partCount: row[11], madeCount: row[12] ?? 0,
            finalCount: row[13], created: Date(storedTime: row[14]))
    }

    /// The text tells the instant more exactly than the milliseconds that are kept, unless it has been edited away.
    private static func schedule(until time: Int64?, text: String?, by delay: Int?) -> Campaign.Schedule? {
        guard let time else { return delay.map { .delay(seconds: $0) } }
        let kept = Date(storedTime: time)
        let written = text.flatMap { DateReading.namesZone($0) ? DateReading.instant($0) : nil }
        let isSame = written.map { abs($0.timeIntervalSince(kept)) < 0.002 } ?? false
        return .until(isSame ? written ?? kept : kept, original: text ?? "")
    }
}

/// A text campaign to listed numbers as the caller of an API sees it.
package struct SMSCampaign: Sendable, Hashable {
    let rowID: Int64
    package let uuid: String
    package let title: String
    package let text: String
    package let type: CampaignType
    package let sender: String
    /// As whoever made it wrote them.
    package let recipients: [String]
    package let schedule: Campaign.Schedule?
    package let state: Campaign.State
    /// SMS parts of one message.
    package let partCount: Int
    /// Messages that have been made so far, and how many of them are through.
    package let madeCount: Int
    package let finalCount: Int
    package let created: Date

    /// Whether it was stored and not launched: for lack of credit, or since nothing ran at its hour.
    package var isUnlaunched: Bool { state == .waitingCredit || state == .draft }
}
