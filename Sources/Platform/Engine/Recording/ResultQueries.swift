import FoundationEssentials
import ServiceCore
import Store

extension DeliveryTransaction {
    /// How results are carried out; what the transport and its options decide.
    struct Conduct: Sendable {
        var waits: RetryWaits
        /// Draws the jitter of retries.
        var seed: UInt64
        var rules: BounceRules
        /// The answers that are to come for an accepted message; none for a real relay, which sends its own.
        var answers: @Sendable (DeliveryRow) -> [(kind: EventKind, after: TimeInterval)]
    }

    /// Records what was answered to each claimed message.
    mutating func record(
        _ results: [SubmissionResult], hours: [Int64: Int] = [:], _ conduct: Conduct
    ) throws {
        var claimed = try claimed(results.map(\.delivery))
        for result in results {
            // What is not claimed any more has its result already.
            guard let row = claimed.removeValue(forKey: result.delivery) else { continue }
            // Of somebody who was erased meanwhile it is counted what was replied, and its words are not kept.
            let isErased = ErasedKey.isAlias(row.address)
            let reply =
                isErased
                ? RelayReply(result.reply.stage, result.reply.code, result.reply.enhanced) : result.reply
            try record(reply, of: row, hour: hours[row.id], conduct)
            // Only then were the bytes themselves handed over.
            if let entry = result.kept, reply.stage == .data || isErased { try keep(entry, of: row) }
            if row.channel == .sms { try takeKeptReceipts(of: row.id) }
        }
    }

    /// What the archive has of a message; that of somebody who was erased meanwhile is overwritten.
    func keep(_ entry: ArchiveEntry, of row: DeliveryRow) throws {
        guard ErasedKey.isAlias(row.address) else {
            return try ArchiveQueries.insert(entry, at: time, in: db)
        }
        if let place = entry.place { try ArchiveLeftovers.add([place], in: db) }
    }

    /// Nil where the row is not claimed any more: its result is known already.
    func claimed(_ id: Int64) throws -> DeliveryRow? { try claimed([id])[id] }

    /// Those of them that are claimed, by their ids.
    private func claimed(_ ids: [Int64]) throws -> [Int64: DeliveryRow] {
        if ids.isEmpty { return [:] }
        let rows = try DeliveryRow.fetchAll(
            db,
            cached: """
                SELECT \(sql: DeliveryRow.columns) FROM \(sql: DeliveryRow.tables)
                WHERE d.id IN (\(padded: ids)) AND d.state = 2
                """)
        return Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    }

    mutating func record(
        _ reply: RelayReply, of row: DeliveryRow, hour: Int? = nil, _ conduct: Conduct
    ) throws {
        let meaning = ReplyClass(reply)
        policy.note(reply, meaning, of: row.campaign)
        settleLimit(row, hour: hour, isUsed: meaning == .accepted || meaning == .lost)
        switch meaning {
        case .accepted: try accept(row, reply, conduct)
        case .personRefused, .policyRefused, .messageRefused: try refuse(row, reply, meaning)
        case .personDeferred, .messageDeferred, .personSoft: try postpone(row, reply, meaning, conduct)
        case .lost: try lose(row, reply)
        case .unsendable: try stop(row, as: .notSent, .notSent, reason: reply.text)
        case .relayFault, .sessionEnd: try release(row)
        case .sender: try refuse(sender: row, reply, conduct)
        }
    }

    /// The hour is the claim's; after a crash the one in which the row last changed.
    private mutating func settleLimit(_ row: DeliveryRow, hour: Int?, isUsed: Bool) {
        let hour = hour ?? Date(storedTime: row.changed).hourNumber
        limits.settle(row.smtpUser, hour: hour, isUsed: isUsed)
    }

    mutating func accept(_ row: DeliveryRow, _ reply: RelayReply, _ conduct: Conduct) throws {
        try move(row, to: .accepted, reply: reply)
        try event(.accepted, of: row, EventDetail(reply))
        deltas.domain(of: row.address, row.campaign, wasAccepted: true)
        credits.spend(row)
        countMail(row)
        if !ErasedKey.isAlias(row.address) { try expectAnswers(conduct.answers(row), to: row) }
    }

    private mutating func countMail(_ row: DeliveryRow) {
        guard row.channel == .email else { return }
        limits.count(account: row.account, relay: row.relay, month: month, day: now.dayNumber)
    }

    private mutating func refuse(_ row: DeliveryRow, _ reply: RelayReply, _ meaning: ReplyClass) throws {
        try move(row, to: .refused, reply: reply)
        try event(.refused, of: row, EventDetail(reply))
        deltas.tally(.reply, reply.line, row.campaign)
        deltas.domain(of: row.address, row.campaign, wasAccepted: false)
        credits.release(row)
        if meaning == .personRefused { try countHardBounce(of: row) }
    }

    private mutating func postpone(
        _ row: DeliveryRow, _ reply: RelayReply, _ meaning: ReplyClass, _ conduct: Conduct
    ) throws {
        deltas.tally(.reply, reply.line, row.campaign)
        if meaning == .personSoft {
            try event(.bounceSoft, of: row, EventDetail(reply))
            try countSoftBounce(of: row)
        }
        let draw = SeededDraw(seed: conduct.seed, delivery: row.id).number(.jitter, attempt: row.attempts)
        let next = now.addingTimeInterval(conduct.waits.wait(afterAttempts: row.attempts, draw: draw))
        if let expires = row.expires, next.storedTime > expires {
            return try stop(row, as: .expired, .expired, reason: NotSentReason.expired.text)
        }
        try move(row, to: .deferred, next: next, reply: reply)
        try event(.deferred, of: row, EventDetail(reply))
    }

    /// The line was cut after the hand-over: kept for a person, or tried again where that was asked for.
    private mutating func lose(_ row: DeliveryRow, _ reply: RelayReply) throws {
        deltas.tally(.reply, reply.line, row.campaign)
        try event(.unknown, of: row, EventDetail(reply))
        // It may have gone out, so it has used its place, as in the hour's bucket.
        countMail(row)
        if row.unknownPolicy == "resend" {
            try move(row, to: .queued, next: now, reply: reply)
        } else {
            try move(row, to: .unknown, reply: reply)
        }
    }

    /// The same where nothing but a person may have it sent again.
    mutating func keepAsUnknown(_ row: DeliveryRow, _ reply: RelayReply) throws {
        deltas.tally(.reply, reply.line, row.campaign)
        try event(.unknown, of: row, EventDetail(reply))
        countMail(row)
        try move(row, to: .unknown, reply: reply)
    }

    /// Back to the queue as if the claim had not been.
    mutating func release(_ row: DeliveryRow) throws {
        try move(row, to: .queued, next: now, attempts: max(0, row.attempts - 1))
    }

    /// The sender is at fault: for a while this message waits, else its launch for a person; a single message has nobody to
    /// wait for. The recipients stay as they are.
    private mutating func refuse(
        sender row: DeliveryRow, _ reply: RelayReply, _ conduct: Conduct
    ) throws {
        if reply.code < 500 { return try postpone(row, reply, .sender, conduct) }
        guard let campaign = row.campaign else { return try refuse(row, reply, .sender) }
        try release(row)
        deltas.tally(.reply, reply.line, row.campaign)
        try CampaignState.pause(campaign, because: "the relay refuses the sender: \(reply.line)", in: db)
    }

    /// The UTC month of this transaction.
    var month: Int { now.monthNumber }
}

extension EventDetail {
    init(_ reply: RelayReply) {
        self.init(code: reply.code, enhanced: reply.enhanced, text: reply.line)
    }
}
