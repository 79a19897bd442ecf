import FoundationEssentials
import ServiceCore
import Store

/// Reads what a submission's text messages say, which is the same for everybody.
enum TextSourceQueries {
    /// Nil where it is gone.
    static func text(of submission: Int64, in db: ReadTransaction) throws -> OutgoingText? {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT u.message, t.bytes, c.message, c.type FROM submission u JOIN batch b ON b.id = u.batch
                LEFT JOIN content t ON t.id = u.text_content LEFT JOIN campaign c ON c.id = b.campaign
                WHERE u.id = \(submission)
                """)
        guard let row else { return nil }
        let frozen = (row[1] as Data?).map { String(decoding: $0, as: UTF8.self) }
        // What an older program launched has its text and type with the campaign alone.
        guard let text = frozen ?? row[2] else { return nil }
        let type =
            try FrozenMessage(json: row[0]).textType
            ?? (row[3] as String?).flatMap { CampaignType(rawValue: $0) }
        return OutgoingText(text, type ?? .smsPlain)
    }
}
