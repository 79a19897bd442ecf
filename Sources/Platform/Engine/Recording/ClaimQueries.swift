import FoundationEssentials
import ServiceCore
import Store

/// A waiting row with everything that the rules ask of it at claim.
struct DueRow: RowDecodable, Sendable {
    let delivery: DeliveryRow
    let facts: SendFacts

    static let columns = """
        \(DeliveryRow.columns), \
        \(SendRuleSQL.suppression(account: "b.account", channel: .email, address: "d.address")), \
        \(SendRuleSQL.suppression(account: "b.account", channel: .sms, address: "d.address")), \
        c.invalid_at IS NOT NULL, c.whitelisted_at IS NOT NULL, \
        coalesce(c.allows_email, 1), coalesce(c.allows_sms, 1), \
        u.source = '\(RecipientState.source)' AND EXISTS (SELECT 1 FROM recipient r
            WHERE r.account = b.account AND r.address = d.address AND r.status = 'inactive'), d.is_duplicate
        """

    init(row: SQLRow) {
        delivery = DeliveryRow(row: row)
        var facts = SendFacts()
        let isEmail = delivery.channel == .email
        facts.hasUsableAddress =
            isEmail
            ? AddressRules.isUsable(email: delivery.address) : AddressRules.isUsable(phone: delivery.address)
        let reason: String? = isEmail ? row[19] : row[20]
        facts.suppression = reason.flatMap { Suppression.Reason(rawValue: $0) }
        facts.isInvalid = isEmail && row[21]
        facts.isWhitelisted = row[22]
        facts.allowsChannel = isEmail ? row[23] : row[24]
        facts.isInactive = row[25]
        // Two spellings of one address that an older file told apart.
        facts.isDuplicate = isEmail && row[26]
        self.facts = facts
    }
}

/// What the claims of one transaction took, and what keeps the rest waiting.
struct Claim {
    fileprivate let ids: MessageIDs
    fileprivate let epoch: Int
    fileprivate var gauges: LimitGauges
    fileprivate var senders: SenderFacts
    var messages: [OutgoingMessage] = []
    /// The hour bucket in which each message has its place.
    var hours: [Int64: Int] = [:]
    /// How many rows were looked at, stopped ones included.
    var handled = 0
    /// When the first lane that waits for a limit may go on.
    var heldUntil: Date?

    /// Lanes whose due rows wait for a limit, not for their time.
    var heldLanes: Set<Int64> = []

    init(_ ids: MessageIDs, epoch: Int, at now: Date, in db: ReadTransaction) {
        (self.ids, self.epoch) = (ids, epoch)
        gauges = LimitGauges(db: db, now: now)
        senders = SenderFacts(db: db)
    }

    fileprivate mutating func hold(_ lane: Int64, until date: Date) {
        heldUntil = min(heldUntil ?? date, date)
        heldLanes.insert(lane)
    }
}

extension DeliveryTransaction {
    /// Takes due rows from each lane in turn, as far as rules and limits allow.
    ///
    /// - Parameter lanes: the campaigns that may send now, and those of single sends.
    /// - Returns: how many rows were looked at, stopped ones included; 0 means that nothing was due.
    mutating func claim(_ claim: inout Claim, lanes: [Int64], limit: Int) throws -> Int {
        let (first, handled) = (claim.messages.count, claim.handled)
        // Each lane gets its share; what some leave goes to those that could take more.
        var hungry: [Int64] = []
        for (place, lane) in lanes.enumerated() {
            let before = claim.messages.count
            let share = max(1, (limit - (before - first)) / (lanes.count - place))
            try take(from: lane, share, &claim)
            if claim.messages.count - before == share { hungry.append(lane) }
        }
        for lane in hungry {
            let left = limit - (claim.messages.count - first)
            if left > 0 { try take(from: lane, left, &claim) }
        }
        return claim.handled - handled
    }

    private mutating func take(from lane: Int64, _ limit: Int, _ outcome: inout Claim) throws {
        let before = outcome.messages.count
        try choose(from: lane, limit, &outcome)
        try mark(outcome.messages[before...].map(\.delivery), epoch: outcome.epoch)
    }

    private func mark(_ deliveries: [Int64], epoch: Int) throws {
        if deliveries.isEmpty { return }
        try db.execute(
            cached: """
                UPDATE delivery SET state = 2, next_at = NULL, epoch = \(epoch),
                first_at = CASE WHEN attempts = 0 THEN \(time) ELSE first_at END, attempts = attempts + 1,
                changed_at = \(time) WHERE id IN (\(padded: deliveries))
                """)
    }

    private mutating func choose(from lane: Int64, _ limit: Int, _ outcome: inout Claim) throws {
        let isSingle = SingleLane(rawValue: lane) != nil
        for due in try due(in: lane, limit) {
            let row = due.delivery
            if let expires = row.expires, expires <= time {
                outcome.handled += 1
                try stop(row, as: .expired, .expired, reason: NotSentReason.expired.text)
                continue
            }
            var facts = due.facts
            let submission = try outcome.senders.submission(row)
            facts.isSenderApproved = submission.isSenderApproved
            if let reason = SendRules.stop(facts) {
                outcome.handled += 1
                try stop(row, as: .notSent, .notSent, reason: reason.text)
                continue
            }
            switch try outcome.gauges.take(row) {
            case .room(let hour):
                outcome.handled += 1
                take(row, submission, hour: hour, &outcome)
            case .wait(let until, let reason):
                guard isSingle else {
                    outcome.hold(lane, until: until)
                    return try CampaignState.explain(lane, reason, in: db)
                }
                try move(row, to: row.state, next: until)
            case .never(let reason):
                guard isSingle else { return try CampaignState.pause(lane, because: reason, in: db) }
                try move(row, to: row.state, next: now.addingTimeInterval(3600))
            }
        }
        if !isSingle, outcome.handled > 0 { try CampaignState.explain(lane, "", in: db) }
    }

    private func due(in lane: Int64, _ limit: Int) throws -> [DueRow] {
        try DueRow.fetchAll(
            db,
            cached: SQL.dialect.claiming(
                "d",
                """
                SELECT \(sql: DueRow.columns) FROM \(sql: DeliveryRow.tables)
                LEFT JOIN contact c ON c.id = d.contact
                WHERE d.lane = \(lane) AND d.next_at IS NOT NULL AND d.next_at <= \(time)
                ORDER BY d.next_at, d.id LIMIT \(limit)
                """))
    }

    private mutating func take(
        _ row: DeliveryRow, _ submission: SenderFacts.Submission, hour: Int?, _ outcome: inout Claim
    ) {
        deltas.move(row.campaign, from: row.state, to: .claimed)
        if let hour {
            limits.reserve(row.smtpUser, hour: hour)
            outcome.hours[row.id] = hour
        }
        outcome.messages.append(
            OutgoingMessage(
                delivery: row.id, address: row.written,
                sender: submission.message.envelopeSender ?? submission.message.from,
                messageID: outcome.ids.of(row.id, from: submission.message.from), attempt: row.attempts + 1,
                parts: row.parts, channel: row.channel,
                submission: row.submission, keeping: keeping(row, submission.message),
                isOfLaunch: row.isOfLaunch, relay: row.relay))
    }

    private func keeping(_ row: DeliveryRow, _ message: FrozenMessage) -> OutgoingMessage.Keeping {
        guard row.channel == .email else { return .nothing }
        if message.archives == true { return .archive }
        return row.isOfLaunch ? .nothing : .hash
    }

    /// When the next row of these lanes is due, nil where none waits.
    static func nextDue(_ db: ReadTransaction, lanes: [Int64]) throws -> Date? {
        let times = try lanes.compactMap { lane in
            try Int64.fetchOne(
                db, cached: "SELECT min(next_at) FROM delivery WHERE lane = \(lane) AND next_at IS NOT NULL")
        }
        return times.min().map { Date(storedTime: $0) }
    }
}
