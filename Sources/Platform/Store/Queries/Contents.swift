import Crypto
import Foundation
import GRDB
import ServiceCore

/// Bytes with the hash by which `content` stores them once, whoever uses them.
struct HashedContent: Sendable {
    let bytes: Data
    let sha256: Data

    /// Hashes, which is better done before the writer is held.
    init(_ bytes: Data) {
        self.bytes = bytes
        sha256 = Data(SHA256.hash(data: bytes))
    }

    /// - Returns: nil for an empty text.
    init?(_ text: String) {
        if text.isEmpty { return nil }
        self.init(Data(text.utf8))
    }

    /// - Returns: the id of the row that holds these bytes.
    func store(at time: Int64, in db: Database) throws -> Int64 {
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO content (sha256, bytes, created_at) VALUES (?, ?, ?)"
        ).execute(arguments: [sha256, bytes, time])
        if db.changesCount > 0 { return db.lastInsertedRowID }
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM content WHERE sha256 = ?"), arguments: [sha256])
        guard let id else { throw ServiceError(.storage, "A text could not be stored.") }
        return id
    }
}
