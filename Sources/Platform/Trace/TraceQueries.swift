import FoundationEssentials
import ServiceCore
import Store

/// What the tables know of one address, account by account.
struct TraceQueries {
    let db: ReadTransaction
    /// As it is known by.
    let address: String
    let channel: Channel
    let now: Date

    struct Owner {
        let id: Int64
        let username: String
    }

    /// A contact's marks as far as they bear on sending.
    struct Person {
        let id: Int64
        let allowsChannel: Bool
        let marks: ContactMarks
        let lastHard: Date?
        let groups: [String]
    }

    struct Entry {
        let id: Int64
        let isForAll: Bool
        let reason: Suppression.Reason
        /// As stored.
        let at: Int64
        let note: String
        let sourceEvent: Int64?
        let lifted: Date?
        let liftedBy: String
        let liftedWhy: String
    }

    /// Accounts that have the address as a contact, a recipient or in an entry of their own.
    func knowing() throws -> [Owner] {
        try owners(
            """
            SELECT account FROM contact WHERE \(contactPlace)
            UNION SELECT account FROM suppression
            WHERE address = \(address) AND channel = \(channel.rawValue) AND account IS NOT NULL
            UNION SELECT account FROM recipient
            WHERE account IN (SELECT id FROM account) AND address = \(address)
            """)
    }

    /// The address as a contact has it, else as an entry does, else as it is known by.
    func shown() throws -> String {
        try String.fetchOne(
            db,
            """
            SELECT coalesce((SELECT \(sql: channel == .email ? StoredAddress.shownEmail("c") : "c.phone")
            FROM contact c WHERE \(contactPlace) LIMIT 1),
            (SELECT \(sql: StoredAddress.shown("s")) FROM suppression s WHERE s.address = \(address) LIMIT 1),
            \(address))
            """) ?? address
    }

    /// Accounts with something to send from; any may send text messages.
    func sending() throws -> [Owner] {
        channel == .sms
            ? try owners("SELECT id FROM account WHERE is_active = 1")
            : try owners(
                """
                SELECT account FROM sender WHERE status = 'ready'
                UNION SELECT account FROM sending_domain
                WHERE dkim_state = 'right' OR verify_state IN ('right', 'verified')
                """)
    }

    func person(of account: Int64) throws -> Person? {
        let row = try SQLRow.fetchOne(
            db,
            """
            SELECT id, \(sql: channel == .email ? "allows_email" : "allows_sms"), last_hard_at FROM contact
            WHERE account = \(account) AND \(contactPlace)
            """)
        guard let row, let marks = try ContactMarks.of(row[0], in: db) else { return nil }
        let groups = try String.fetchAll(
            db,
            """
            SELECT g.name FROM grp_member m JOIN grp g ON g.id = m.grp WHERE m.contact = \(row[0] as Int64)
            ORDER BY g.name
            """)
        return Person(
            id: row[0], allowsChannel: row[1], marks: marks,
            lastHard: (row[2] as Int64?).map { Date(storedTime: $0) }, groups: groups)
    }

    /// Entries for the address in the order of `SendRuleSQL.suppression`, lifted ones last, the newest first.
    func entries(of account: Int64) throws -> [Entry] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT id, account IS NULL, reason, at, note, source_event, lifted_at, lifted_by, lifted_why
            FROM suppression WHERE address IN (\(address), \(ErasedKey.of(address)))
            AND channel = \(channel.rawValue) AND (account = \(account) OR account IS NULL)
            ORDER BY lifted_at IS NOT NULL, lifted_at IS NULL AND reason = 'bounce', reason <> 'erased',
            account IS NULL, id DESC
            """
        ).map { row in
            Entry(
                id: row[0], isForAll: row[1], reason: Suppression.Reason(rawValue: row[2]) ?? .manual,
                at: row[3], note: row[4], sourceEvent: row[5],
                lifted: (row[6] as Int64?).map { Date(storedTime: $0) }, liftedBy: row[7] ?? "",
                liftedWhy: row[8] ?? "")
        }
    }

    func recipient(of account: Int64) throws -> RecipientState? {
        try RecipientState.of(address, account: account, in: db)
    }

    /// How a message of one part would go now.
    func way(of account: Int64) throws -> SendWay {
        var way = try SendWay.of(account: account, channel: channel, at: now, in: db)
        if channel == .sms {
            way.credits = .init(needed: 1, left: try SMSLedger.balance(of: account, in: db))
        } else {
            way.warming = try SendWay.Warming.current(relay: relay(of: account), at: now, in: db)
        }
        return way
    }

    /// The account's own; a sending domain of it may name another.
    private func relay(of account: Int64) throws -> Int64? {
        try RelayChoice.relay(of: "", account: account, in: db)
    }

    func users(of account: Int64) throws -> [SendWay.User] {
        try SendWay.User.all(of: account, at: now, in: db)
    }

    /// Listed senders that may not send, by address.
    func unapprovedSenders(of account: Int64) throws -> [String] {
        try String.fetchAll(
            db,
            """
            SELECT address FROM sender WHERE account = \(account) AND status <> 'ready' ORDER BY address
            """
        ).filter { try !SenderFacts.isApproved($0, channel, account: account, in: db) }
    }

    func isAnySenderApproved(of account: Int64) throws -> Bool {
        try channel == .sms || sending().contains { $0.id == account }
    }

    /// Every event of the address and of the contacts that have it, newest first.
    func events(limit: Int) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            """
            SELECT id FROM (
                SELECT id, at FROM event WHERE contact IN (SELECT id FROM contact WHERE \(contactPlace))
                UNION SELECT id, at FROM event WHERE address = \(address) AND \(sql: Predicate.eventAddressed)
                UNION SELECT e.id, e.at FROM delivery d JOIN event e ON e.delivery = d.id
                WHERE d.address = \(address)
            ) AS found ORDER BY at DESC, id DESC LIMIT \(limit)
            """)
    }

    private var contactPlace: SQL {
        channel == .email
            ? "email_sort = \(address)"
            : """
            phone = \(address) AND \(sql: Predicate.contactPhone) AND account IN (SELECT id FROM account)
            """
    }

    private func owners(_ ids: SQL) throws -> [Owner] {
        try SQLRow.fetchAll(db, "SELECT id, username FROM account WHERE id IN (\(ids)) ORDER BY username")
            .map { Owner(id: $0[0], username: $0[1]) }
    }
}
