package import Foundation
import ServiceCore
import Store

/// Batches and their submissions as they come into being.
enum Batches {
    static func insert(
        account: Int64, campaign: Int64?, channel: Channel, archives: Bool = false, trace: String? = nil,
        uuid: String = UUID().uuidString.lowercased(),
        at time: Int64, in db: WriteTransaction
    ) throws -> Int64 {
        try db.execute(
            cached: """
                INSERT INTO batch (uuid, account, campaign, channel, archives, trace, created_at)
                VALUES (\(uuid), \(account), \(campaign), \(channel.rawValue), \(archives), \(trace), \(time))
                """)
        return db.lastInsertedRowID
    }

    /// The earlier batch that a send joins; it keeps an archive from now on where the send does.
    ///
    /// - Throws: `.invalid` on `batch` where the account has none of that id, or it is of another campaign.
    static func join(
        _ uuid: String, account: Int64, campaign: Int64?, channel: Channel, archives: Bool,
        in db: WriteTransaction
    ) throws -> Int64 {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT id, campaign, channel, archives FROM batch WHERE uuid = \(uuid) AND account = \(account)
                """)
        guard let row, row[2] == channel.rawValue else {
            throw ServiceError(.invalid, "There is no batch “\(uuid.prefix(100))” to join.", field: "batch")
        }
        guard row[1] == campaign else {
            throw ServiceError(.invalid, "The batch \(uuid) is of another campaign.", field: "batch")
        }
        let id: Int64 = row[0]
        if archives, !(row[3] as Bool) {
            try db.execute("UPDATE batch SET archives = 1 WHERE id = \(id)")
        }
        return id
    }

    @discardableResult
    static func insertSubmission(
        batch: Int64, source: String, message: FrozenMessage, html: Int64?, text: Int64?, raw: Int64? = nil,
        uniqueID: String? = nil, policy: String, chargesAll: Bool = false, relay: Int64? = nil,
        expires: Int64?,
        at time: Int64, in db: WriteTransaction
    ) throws -> Int64 {
        try db.execute(
            cached: """
                INSERT INTO submission (batch, source, sender, message, html_content, text_content, raw_content,
                unique_id, unknown_policy, charges_all, relay, expires_at, created_at)
                VALUES (\(batch), \(source), \(AddressRules.key(of: message.from)), \(try message.json),
                \(html), \(text), \(raw), \(uniqueID), \(policy), \(chargesAll), \(relay), \(expires), \(time))
                """)
        return db.lastInsertedRowID
    }
}

/// What was sent together by e-mail, found by the id that DMDS calls `eeid`.
package struct MailBatch: Sendable {
    let id: Int64
    package let uuid: String
    /// The number of its campaign, where it has one.
    package let campaign: Int?
    package let isArchived: Bool
}

/// What an archived batch keeps of one message, apart from its text.
package struct MailTrace: Sendable {
    /// Where it stands in its batch.
    package struct Place: Sendable {
        var submission: Int64
        var ordinal: Int

        /// Before the first.
        package static let start = Place(submission: 0, ordinal: -1)
    }

    package let place: Place
    package let address: String
    package let time: Date
    package let subject: String
    /// Of the whole message.
    package let bytes: Int
}
