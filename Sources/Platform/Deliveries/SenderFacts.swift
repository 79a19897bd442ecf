import ServiceCore
import Store

/// What a claim knows of each submission: its frozen message, and whether its sender may still send.
struct SenderFacts {
    let db: ReadTransaction
    private var known: [Int64: Submission] = [:]

    struct Submission {
        let message: FrozenMessage
        let isSenderApproved: Bool
    }

    init(db: ReadTransaction) { self.db = db }

    mutating func submission(_ row: DeliveryRow) throws -> Submission {
        if let submission = known[row.submission] { return submission }
        let json = try String.fetchOne(
            db, cached: "SELECT message FROM submission WHERE id = \(row.submission)")
        let message = try FrozenMessage(json: json ?? "{\"from\":\"\"}")
        let submission = Submission(
            message: message,
            isSenderApproved: try Self.allows(message, row.channel, account: row.account, in: db))
        known[row.submission] = submission
        return submission
    }

    /// Whether the sender of a message may send, by the rule that the message is under: Dyn and the
    /// board ask for it always, DMDS and SendClean once the account has a checked sending domain.
    static func allows(
        _ message: FrozenMessage, _ channel: Channel, account: Int64, in db: ReadTransaction
    ) throws -> Bool {
        if try isApproved(message.from, channel, account: account, in: db) { return true }
        guard message.senderRule == .onceDomainsAreChecked else { return false }
        let hasDomains = try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM sending_domain WHERE account = \(account) AND \(sql: isChecked))
                """)
        return hasDomains != true
    }

    private static let isChecked = "(dkim_state = 'right' OR verify_state IN ('right', 'verified'))"

    /// An approved address, or any address of a sending domain whose check passed; SMS senders need no approval.
    static func isApproved(
        _ sender: String, _ channel: Channel, account: Int64, in db: ReadTransaction
    ) throws -> Bool {
        guard channel == .email else { return true }
        return try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM sender WHERE account = \(account)
                AND address = \(AddressRules.key(of: sender)) AND status = 'ready') OR EXISTS (SELECT 1
                FROM sending_domain WHERE account = \(account) AND name = \(MailAddress.domain(of: sender))
                AND \(sql: isChecked))
                """)
            ?? false
    }
}
