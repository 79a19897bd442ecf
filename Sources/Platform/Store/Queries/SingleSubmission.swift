import Foundation
import GRDB
import ServiceCore

/// A send outside any campaign: its batch, submission and rows, written in one transaction.
struct SingleSubmission: Sendable {
    let account: Int64
    let channel: Channel
    var message: FrozenMessage
    var html: Int64?
    var text: Int64?
    var addresses: [String] = []
    /// What the batch is shown as: `test of campaign Spring sale`.
    var trace: String?

    /// - Returns: the batch's id as it is shown.
    /// - Throws: `.refused` for a disabled account; `.insufficientCredit` where an SMS costs more than it has.
    @discardableResult
    func write(at now: Date, in db: Database) throws -> String {
        guard try AccountQueries.isActive(account, in: db) else {
            throw ServiceError(.refused, "The account is disabled.", hint: "Enable the account.")
        }
        let uuid = UUID().uuidString.lowercased()
        let time = now.storedTime
        try reserve(time, in: db)
        let batch = try Batches.insert(
            account: account, campaign: nil, channel: channel, trace: trace, uuid: uuid, at: time, in: db)
        let expires = now.addingTimeInterval(RetryWaits().lifetime).storedTime
        let submission = try Batches.insertSubmission(
            batch: batch, source: "board", message: message, html: html, text: text, policy: "resend",
            expires: expires, at: time, in: db)
        var transaction = DeliveryTransaction(db, now: now, source: "board")
        let isApproved = try SenderFacts.isApproved(message.from, channel, account: account, in: db)
        var seen: Set<String> = []
        for (place, address) in addresses.enumerated() {
            try transaction.insert(
                address, place + 1, isFirst: seen.insert(address).inserted,
                .init(
                    batch: batch, submission: submission, lane: 0, account: account, channel: channel,
                    message: message),
                isApproved)
        }
        try transaction.finish()
        return uuid
    }

    private func reserve(_ time: Int64, in db: Database) throws {
        guard channel == .sms else { return }
        let needed = addresses.count * message.parts
        let available = try SMSLedger.balance(of: account, in: db)
        guard needed <= available else {
            throw ServiceError(
                .insufficientCredit,
                "\(NumberText.grouped(needed)) SMS credits are needed and \(NumberText.grouped(available)) are left.",
                hint: "Grant the account more with e in Accounts.")
        }
        try SMSLedger.book(-needed, "reserve", account: account, campaign: nil, at: time, in: db)
    }
}
