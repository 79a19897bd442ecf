import Foundation
import GRDB
import ServiceCore

/// Batches and their submissions as they come into being.
enum Batches {
    static func insert(
        account: Int64, campaign: Int64?, channel: Channel, trace: String? = nil,
        uuid: String = UUID().uuidString.lowercased(),
        at time: Int64, in db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO batch (uuid, account, campaign, channel, trace, created_at) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                uuid, account, campaign, channel.rawValue, trace, time,
            ])
        return db.lastInsertedRowID
    }

    @discardableResult
    static func insertSubmission(
        batch: Int64, source: String, message: FrozenMessage, html: Int64?, text: Int64?, policy: String,
        expires: Int64?, at time: Int64, in db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO submission (batch, source, message, html_content, text_content, unknown_policy,
                expires_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [batch, source, try message.json, html, text, policy, expires, time])
        return db.lastInsertedRowID
    }
}
