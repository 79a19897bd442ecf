import Crypto
import Foundation
import ServiceCore
import Store

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
    func store(at time: Int64, in db: WriteTransaction) throws -> Int64 {
        try db.execute(
            cached: SQL.dialect.insertOrIgnore(
                "INTO content (sha256, bytes, created_at) VALUES (\(sha256), \(bytes), \(time))"))
        if db.changesCount > 0 { return db.lastInsertedRowID }
        let id = try Int64.fetchOne(db, cached: "SELECT id FROM content WHERE sha256 = \(sha256)")
        guard let id else { throw ServiceError(.storage, "A text could not be stored.") }
        return id
    }
}

/// A file of a submission, its bytes in `content`.
struct StoredAttachment: Sendable {
    let name: String
    let type: String
    let contentID: String?
    let content: Int64

    func insert(_ ordinal: Int, of submission: Int64, in db: WriteTransaction) throws {
        try db.execute(
            cached: """
                INSERT INTO attachment (submission, ordinal, name, media_type, content_id, content)
                VALUES (\(submission), \(ordinal), \(name), \(type), \(contentID), \(content))
                """)
    }
}
