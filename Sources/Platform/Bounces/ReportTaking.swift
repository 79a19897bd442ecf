import FoundationEssentials
import Mail
import ServiceCore
import Store

/// Makes of a report what it proves, as one transaction; what proves nothing changes nothing.
struct ReportTaking: Sendable {
    let report: ReceivedReport
    let key: ReportKey?
    let rules: BounceRules
    let now: Date

    /// What events name as their source; with it their marks are unique.
    static let source = "bounces"

    func run(in db: WriteTransaction) throws -> ReportOutcome {
        let outcome = try outcome(in: db)
        switch outcome {
        case .unclassified(let why):
            if try isOfErased(in: db) { return Self.isErased }
            return try keep(.unclassified, because: why, in: db) ? outcome : .known
        case .ignored(let why):
            if try !isOfErased(in: db) { _ = try keep(.ignored, because: why, in: db) }
            return outcome
        case .recorded, .known, .gone, .early: return outcome
        }
    }

    private func outcome(in db: WriteTransaction) throws -> ReportOutcome {
        switch (key, report.mail.content) {
        case (.unsubscribe(let delivery), _): try unsubscribe(by: delivery, in: db)
        case (_, .automatic(let why)): .ignored(why)
        case (_, .unclassified(let why)): .unclassified(why)
        case (nil, _): .unclassified("it names no message of ours")
        case (.bounce(let delivery), .delivery(let recipients)):
            try take(recipients, of: delivery, in: db)
        case (.bounce(let delivery), .feedback(let feedback)): try take(feedback, of: delivery, in: db)
        }
    }

    /// - Returns: false where the same message was kept before.
    private func keep(
        _ outcome: BounceReport.Outcome, because why: String, in db: WriteTransaction
    ) throws -> Bool {
        try KeptReports.keep(report, as: outcome, because: why, at: now, in: db)
    }

    /// Whether it is about a person who was erased, of whom nothing new is kept.
    private func isOfErased(in db: WriteTransaction) throws -> Bool {
        guard case .bounce(let delivery) = key else { return false }
        let address = try String.fetchOne(db, "SELECT address FROM delivery WHERE id = \(delivery)")
        return address.map { ErasedKey.isAlias($0) } ?? false
    }

    private func take(
        _ recipients: [RecipientReport], of delivery: Int64, in db: WriteTransaction
    ) throws -> ReportOutcome {
        try work(on: delivery, in: db) { row, work in
            let own = recipients.filter { $0.names(row) }
            let meanings = (own.isEmpty ? recipients : own).compactMap { ReportMeaning($0) }
            guard !meanings.isEmpty else { return .ignored("the message was passed on, and no more is told") }
            return try record(meanings, of: row, &work)
        }
    }

    private func take(
        _ feedback: FeedbackReport, of delivery: Int64, in db: WriteTransaction
    ) throws -> ReportOutcome {
        guard let meaning = ReportMeaning(feedback) else {
            return .ignored("feedback “\(feedback.type)” is no complaint")
        }
        return try work(on: delivery, in: db) { row, work in try record([meaning], of: row, &work) }
    }

    /// What a person asks for by writing to the address that a message named for it; again each time they asked for messages
    /// meanwhile, and of a message that is gone too.
    private func unsubscribe(by delivery: Int64, in db: WriteTransaction) throws -> ReportOutcome {
        let token = MailToken(.unsubscribe, delivery: delivery)
        guard let subscription = try Subscriptions(token, in: db) else { return Self.isGone }
        if subscription.person.isErased { return Self.isErased }
        let person = try subscription.people()[0]
        var work = DeliveryTransaction(db, now: now, source: Self.source, rules: rules)
        guard try work.unsubscribe(person, by: subscription.row, EventDetail(text: "by mail")) else {
            return .known
        }
        try work.finish()
        return .recorded([.unsubscribe], of: person.written)
    }

    private static let isGone = ReportOutcome.gone("the message is not kept any more")
    private static let isErased = ReportOutcome.gone("the person was erased")

    /// Each that was not recorded before; the row is read anew, since one may change what the next means.
    private func record(
        _ meanings: [ReportMeaning], of row: DeliveryRow, _ work: inout DeliveryTransaction
    ) throws -> ReportOutcome {
        var kinds: [EventKind] = []
        for meaning in meanings {
            let mark = "\(row.id) \(meaning.mark)"
            guard try !work.isKnown(mark), let row = try work.delivery(row.id) else { continue }
            if meaning.event == .unsubscribed {
                guard try work.unsubscribe(row.addressee, by: row, meaning.detail, mark: mark) else {
                    continue
                }
            } else {
                try work.learn(meaning.event, of: row, meaning.detail, mark: mark)
            }
            kinds.append(meaning.event.kind)
        }
        return kinds.isEmpty ? .known : .recorded(kinds, of: row.written)
    }

    /// Does something about a delivery that can be done something about.
    private func work(
        on delivery: Int64, in db: WriteTransaction,
        _ body: (DeliveryRow, inout DeliveryTransaction) throws -> ReportOutcome
    ) throws -> ReportOutcome {
        var work = DeliveryTransaction(db, now: now, source: Self.source, rules: rules)
        guard let row = try work.delivery(delivery) else { return Self.isGone }
        if ErasedKey.isAlias(row.address) { return Self.isErased }
        if row.state == .claimed { return .early }
        let outcome = try body(row, &work)
        try work.finish()
        if row.state == .unknown { try Unknowns.tell(row.campaign, in: db) }
        let launches = try LaunchRow.live(db).filter { $0.campaign == row.campaign && $0.state.isActive }
        try LaunchRails.check(launches, at: now, in: db)
        return outcome
    }
}

extension RecipientReport {
    /// Whether it tells of the recipient that we wrote to, not of whoever that was passed on to.
    fileprivate func names(_ row: DeliveryRow) -> Bool {
        [originalRecipient, finalRecipient].contains { address in
            address.map { AddressRules.key(of: $0) } == row.address
        }
    }
}
