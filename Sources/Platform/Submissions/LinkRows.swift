import Foundation
import Mail
import Store

/// The links of messages as rows, by which events name them.
///
/// They are written when the first of a message's links is followed, so that a message that nobody follows anywhere costs
/// nothing, and one that was launched before links were kept has them too.
struct LinkRows {
    /// Read once in a transaction; none for a message that leads nowhere.
    private var known: [Int64: [Int64]] = [:]

    /// One of a submission's links, what stands first more often; nil where it has none.
    mutating func drawn(_ draw: SeededDraw, of submission: Int64, in db: WriteTransaction) throws -> Int64? {
        let ids = try ids(of: submission, in: db)
        let number = draw.number(.link)
        return ids.isEmpty ? nil : ids[Int(Double(ids.count) * number * number)]
    }

    /// In the order in which the message names them.
    mutating func ids(of submission: Int64, in db: WriteTransaction) throws -> [Int64] {
        if let ids = known[submission] { return ids }
        let kept = try Int64.fetchAll(
            db, cached: "SELECT id FROM link WHERE submission = \(submission) ORDER BY id")
        let ids = kept.isEmpty ? try Self.write(linksOf: submission, in: db) : kept
        known[submission] = ids
        return ids
    }

    private static func write(linksOf submission: Int64, in db: WriteTransaction) throws -> [Int64] {
        let row = try SQLRow.fetchOne(
            db,
            cached: """
                SELECT h.bytes, t.bytes FROM submission u LEFT JOIN content h ON h.id = u.html_content
                LEFT JOIN content t ON t.id = u.text_content WHERE u.id = \(submission)
                """)
        guard let row else { return [] }
        let text = { (bytes: Data?) in bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }
        return try MessageLinks.links(html: text(row[0]), text: text(row[1])).map { url in
            try db.insert(into: "link", [("submission", submission), ("url", url)])
        }
    }
}
