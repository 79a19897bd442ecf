import Store

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
