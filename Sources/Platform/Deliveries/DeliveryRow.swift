import FoundationEssentials
import ServiceCore
import Store

/// What the engine reads of a delivery to decide and record what happens to it.
struct DeliveryRow: Sendable {
    let id: Int64
    let account: Int64
    let campaign: Int64?
    let batch: Int64
    let submission: Int64
    let contact: Int64?
    let smtpUser: Int64?
    let channel: Channel
    /// What the recipient is known by.
    let address: String
    /// What is shown and sent to.
    let written: String
    let state: StoredDeliveryState
    /// Attempts made, one that is under way included.
    let attempts: Int
    let parts: Int
    let changed: Int64
    /// When it is given up; nil before the first attempt, since time spent waiting for a limit is not its fault.
    let expires: Int64?
    /// `hold` or `resend`.
    let unknownPolicy: String
    /// Whether it is one of a launch's, not a single send.
    let isOfLaunch: Bool
    /// Whether its credits are spent whatever becomes of it.
    let isAlwaysCharged: Bool
    /// The relay that its sender named when it was queued; nil goes as the directory says.
    let relay: Int64?

    /// The columns that `init` reads; the rest of the query joins `batch b` and `submission u`.
    static let columns = """
        d.id, b.account, b.campaign, d.batch, d.submission, d.contact, d.smtp_user, b.channel, d.address,
        d.state, d.attempts, d.parts, d.changed_at,
        CASE WHEN d.attempts > 0
        THEN max(u.expires_at, coalesce(d.first_at, 0) + \(Int64(RetryWaits().lifetime * 1000))) END,
        u.unknown_policy, d.lane > 0, u.charges_all, \(StoredAddress.shown("d")), u.relay
        """
    static let tables = "delivery d JOIN batch b ON b.id = d.batch JOIN submission u ON u.id = d.submission"

    var way: MessageWay { MessageWay(channel, relay: relay) }

    /// What hooks are told of it.
    var hookSubject: HookSubject {
        HookSubject(
            account: account, channel: channel, submission: submission, smtpUser: smtpUser, written: written)
    }
}

extension DeliveryRow: RowDecodable {
    init(row: SQLRow) {
        self.init(
            id: row[0], account: row[1], campaign: row[2], batch: row[3], submission: row[4],
            contact: row[5], smtpUser: row[6], channel: Channel(rawValue: row[7]) ?? .email,
            address: row[8], written: row[17], state: StoredDeliveryState(rawValue: row[9]) ?? .unknown,
            attempts: row[10], parts: row[11], changed: row[12], expires: row[13],
            unknownPolicy: row[14], isOfLaunch: row[15], isAlwaysCharged: row[16], relay: row[18])
    }
}
