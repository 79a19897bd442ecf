import Foundation
import ServiceCore
import Store

/// A send outside any launch: its batch, submission and rows, written in one transaction.
struct SingleSubmission: Sendable {
    let account: Int64
    let channel: Channel
    var message: FrozenMessage
    /// `board`, or the wire API that it came by.
    var source = "board"
    var html: Int64?
    var text: Int64?
    /// A whole message, sent instead of the texts.
    var raw: Int64?
    var attachments: [StoredAttachment] = []
    var people: [MailDraft.Person] = []
    /// Whether the copies go with each recipient's message; else one message is for all.
    var copiesWithEach = true
    /// The API campaign that it counts for.
    var campaign: Int64?
    /// The batch that it joins; nil makes one.
    var joined: String?
    var uniqueID: String?
    /// What the batch is shown as: `test of campaign Spring sale`.
    var trace: String?

    /// Recipients by their addresses alone.
    var addresses: [String] {
        get { people.map(\.address) }
        set { people = newValue.map { MailDraft.Person(.to, $0) } }
    }

    /// - Throws: `.refused` for an account that may not send; `.insufficientCredit` where an SMS costs more than it has;
    ///   `.invalid` for a batch that cannot be joined.
    @discardableResult
    func write(at now: Date, in db: WriteTransaction) throws -> MailReceipt {
        // The account alone is asked: what else is held waits in the queue, or is refused by the caller.
        var limits = SendWay(account: try .find(account, at: now, in: db))
        limits.account.capLeft = nil
        if let hold = SendRules.hold(limits) {
            throw ServiceError(.refused, hold.sentence, hint: hold.advice)
        }
        if let refusal = try DecidedWays(in: db).refusal(of: channel) { throw refusal }
        let time = now.storedTime
        try reserve(time, in: db)
        let batch = try batch(time, in: db)
        let way = try RelayChoice.way(channel, of: message.from, account: account, in: db)
        let submission = try writeSubmission(batch.id, way, now, db)
        let isApproved = try SenderFacts.allows(message, channel, account: account, in: db)
        var rows = SubmissionRows(
            place: .init(
                batch: batch.id, submission: submission, lane: SingleLane(way).rawValue,
                campaign: campaign, account: account,
                channel: channel, message: message),
            isSenderApproved: isApproved)
        var transaction = DeliveryTransaction(db, now: now, source: source)
        try rows.write(people, copiesWithEach: copiesWithEach, in: &transaction)
        try transaction.finish()
        return MailReceipt(batch: batch.uuid, accepted: rows.accepted, notSent: rows.notSent)
    }

    private func batch(_ time: Int64, in db: WriteTransaction) throws -> (id: Int64, uuid: String) {
        let archives = message.archives == true
        if let joined {
            let uuid = joined.lowercased()
            let id = try Batches.join(
                uuid, account: account, campaign: campaign, channel: channel, archives: archives, in: db)
            return (id, uuid)
        }
        let uuid = UUID().uuidString.lowercased()
        let id = try Batches.insert(
            account: account, campaign: campaign, channel: channel, archives: archives, trace: trace,
            uuid: uuid, at: time, in: db)
        return (id, uuid)
    }

    /// A receiver folds a second e-mail of the same Message-ID; a text message that is sent again is there twice.
    private var unknownPolicy: String { channel == .email ? "resend" : "hold" }

    private func writeSubmission(
        _ batch: Int64, _ way: MessageWay, _ now: Date, _ db: WriteTransaction
    ) throws -> Int64 {
        let submission = try Batches.insertSubmission(
            batch: batch, source: source, message: message, html: html, text: text, raw: raw,
            uniqueID: uniqueID, policy: unknownPolicy, relay: way.relay,
            expires: now.addingTimeInterval(RetryWaits().lifetime).storedTime, at: now.storedTime, in: db)
        for (place, attachment) in attachments.enumerated() {
            try attachment.insert(place + 1, of: submission, in: db)
        }
        return submission
    }

    private func reserve(_ time: Int64, in db: WriteTransaction) throws {
        guard channel == .sms else { return }
        let needed = people.count * message.parts
        let available = try SMSLedger.balance(of: account, in: db)
        guard needed <= available else {
            throw ServiceError(
                .insufficientCredit,
                "\(NumberText.grouped(needed)) SMS credits are needed and \(NumberText.grouped(available)) are left.",
                hint: "On the board, e in Accounts (1) grants it more.")
        }
        try SMSLedger.book(-needed, "reserve", account: account, campaign: nil, at: time, in: db)
    }
}
