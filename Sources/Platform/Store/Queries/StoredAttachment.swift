import GRDB

/// A file of a submission, its bytes in `content`.
struct StoredAttachment: Sendable {
    let name: String
    let type: String
    let contentID: String?
    let content: Int64

    func insert(_ ordinal: Int, of submission: Int64, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO attachment (submission, ordinal, name, media_type, content_id, content)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [submission, ordinal, name, type, contentID, content])
    }
}
