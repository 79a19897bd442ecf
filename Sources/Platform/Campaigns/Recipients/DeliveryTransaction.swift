import FoundationEssentials
import ServiceCore
import Store

/// One transaction of the engine: rows change here, and everything counted about them with them.
///
/// `finish` writes what was gathered; a transaction that changed nothing executes no writing statement, so that
/// nobody is told of a change.
struct DeliveryTransaction {
    let db: WriteTransaction
    /// That of what is recorded next.
    var now: Date
    /// What events name as their source: the transport, `engine`.
    let source: String
    /// Where a way's messages have another than the rest.
    var sourceOfWay: [MessageWay: String] = [:]
    let rules: BounceRules
    var deltas = CampaignDeltas()
    var days = DayCounts()
    /// The newest event of each contact, written once.
    var lastEvents: [Int64: EventKind] = [:]
    var limits = LimitDeltas()
    var credits = CreditDeltas()
    var links = LinkRows()
    var policy = PolicyGauge()
    private var hooks = HookQueue()

    init(_ db: WriteTransaction, now: Date, source: String, rules: BounceRules = BounceRules()) {
        (self.db, self.now, self.source, self.rules) = (db, now, source, rules)
    }

    var time: Int64 { now.storedTime }

    /// - Parameters:
    ///   - link: the row of the link that was followed.
    ///   - mark: what names it where it comes from, so that it is there once.
    ///   - origin: who asked for a pixel, link or page.
    /// - Returns: the event's id.
    @discardableResult
    mutating func event(
        _ kind: EventKind, of row: DeliveryRow, _ detail: EventDetail = EventDetail(), link: Int64? = nil,
        mark: String? = nil, from origin: EventOrigin? = nil
    ) throws -> Int64 {
        try db.execute(
            cached: """
                INSERT INTO event (account, kind, at, delivery, batch, campaign, contact, source, ext_id,
                code, enhanced, rule, detail, link, ip, agent, is_machine) VALUES (\(row.account), \(kind.number), \(time),
                \(row.id), \(row.batch), \(row.campaign), \(row.contact),
                \(sourceOfWay[row.way] ?? source), \(mark),
                \(detail.code), \(detail.enhanced), \(detail.rule),
                \(detail.text.map { String($0.prefix(EventDetail.longest)) }), \(link),
                \(origin?.ip), \(origin?.agent), \(kind.isOfMachine))
                """)
        let id = db.lastInsertedRowID
        deltas.count(kind, row.campaign)
        days.count(kind, account: row.account, campaign: row.campaign, at: now)
        // What a machine does is no news of the person.
        if let contact = row.contact, !kind.isOfMachine { lastEvents[contact] = kind }
        try hooks.tell(kind, id: id, of: row.hookSubject, detail, at: now, in: db)
        return id
    }

    /// The same of somebody's message that is gone, or of none: the event names the person itself.
    @discardableResult
    mutating func event(
        _ kind: EventKind, of person: Addressee, _ detail: EventDetail = EventDetail(),
        from origin: EventOrigin? = nil
    ) throws -> Int64 {
        let id = try db.insert(
            into: "event",
            [
                ("account", person.account), ("kind", kind.number), ("at", time),
                ("contact", person.contact), ("address", person.address),
                ("written", person.written == person.address ? nil : person.written), ("source", source),
                ("rule", detail.rule), ("detail", detail.text.map { String($0.prefix(EventDetail.longest)) }),
                ("ip", origin?.ip), ("agent", origin?.agent),
            ])
        if let contact = person.contact { lastEvents[contact] = kind }
        let subject = HookSubject(
            account: person.account, channel: person.channel, submission: 0, smtpUser: nil,
            written: person.written)
        try hooks.tell(kind, id: id, of: subject, detail, at: now, in: db)
        return id
    }

    /// Takes a row from one state to the next.
    ///
    /// - Parameter next: when it is tried again; must be given for states that wait, and only for those.
    mutating func move(
        _ row: DeliveryRow, to state: StoredDeliveryState, next: Date? = nil, attempts: Int? = nil,
        reason: String? = nil, reply: RelayReply? = nil
    ) throws {
        try db.execute(
            cached: """
                UPDATE delivery SET state = \(state.rawValue), next_at = \(next?.storedTime),
                attempts = \(attempts ?? row.attempts), reason = \(reason), code = \(reply?.code),
                enhanced = \(reply?.enhanced), reply = \(reply.map { String($0.line.prefix(EventDetail.longest)) }),
                changed_at = \(time) WHERE id = \(row.id)
                """)
        deltas.move(row.campaign, from: row.state, to: state)
    }

    /// Ends a delivery unsent, with its reason as event, tally and given-back credit.
    mutating func stop(
        _ row: DeliveryRow, as state: StoredDeliveryState, _ kind: EventKind, reason: String
    ) throws {
        try move(row, to: state, reason: reason)
        try event(kind, of: row, EventDetail(text: reason))
        deltas.tally(.reason, reason, row.campaign)
        credits.release(row)
    }

    /// Writes everything that was gathered; the last thing in the transaction.
    mutating func finish() throws {
        try deltas.write(to: db)
        try days.write(to: db)
        try limits.write(to: db)
        try credits.write(to: db, at: time)
        for (kind, contacts) in Dictionary(grouping: lastEvents.keys, by: { lastEvents[$0] }) {
            try db.execute(
                cached: """
                    UPDATE contact SET last_event_at = \(time), last_event_kind = \(kind?.number)
                    WHERE id IN (\(padded: contacts))
                    """)
        }
    }
}

extension DeliveryTransaction {
    /// Does a step of one launch, or none of it: what is wrong with the launch itself holds it for a person.
    mutating func attempt(
        _ launch: LaunchRow, _ body: (inout DeliveryTransaction) throws -> Void
    ) throws {
        var trial = self
        do {
            try db.savepoint {
                try body(&trial)
            }
            self = trial
        } catch {
            guard let words = Self.faultOfLaunch(error) else { throw error }
            try hold(launch, because: "it cannot be prepared: \(words)")
        }
    }

    private mutating func hold(_ launch: LaunchRow, because reason: String) throws {
        if launch.state == .scheduled { return try unschedule(launch, because: reason) }
        try CampaignState.pause(launch.campaign, because: reason, in: db)
    }

    /// Why one launch cannot go on, in words: its content, not the database; nil for a failure that concerns the whole
    /// database.
    private static func faultOfLaunch(_ error: any Error) -> String? {
        switch error {
        case let error as ServiceError:
            return [.invalid, .notFound, .refused].contains(error.code) ? error.message : nil
        case is DecodingError: return "what was frozen for it cannot be read"
        default:
            guard let failure = StoreFailure(error), failure.isOfContent else { return nil }
            return failure.message ?? "the database does not take it"
        }
    }
}
