import Foundation
import Mail
import Store

/// The links of messages as rows, by which events name them.
///
/// They are written before a message leaves whose links lead through here, and else when the first of them is followed: so a
/// message that nobody follows anywhere costs nothing, and one that was launched before links were kept has them too.
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

extension LinkRows {
    /// The links of those of these submissions that are to be followed through here and have no rows yet.
    static func missing(of submissions: Set<Int64>, in db: ReadTransaction) throws -> [Int64: [String]] {
        try submissions.reduce(into: [:]) { missing, submission in
            let page = try Data.fetchOne(
                db,
                cached: """
                    SELECT h.bytes FROM submission u JOIN batch b ON b.id = u.batch
                    JOIN account a ON a.id = b.account JOIN content h ON h.id = u.html_content
                    WHERE u.id = \(submission) AND a.tracks_links = 1 AND b.channel = 'email'
                    AND NOT EXISTS (SELECT 1 FROM link l WHERE l.submission = u.id)
                    """)
            guard let page else { return }
            let links = MessageLinks.links(html: String(decoding: page, as: UTF8.self), text: "")
            if !links.isEmpty { missing[submission] = links }
        }
    }

    static func write(_ links: [Int64: [String]], in db: WriteTransaction) throws {
        for (submission, urls) in links {
            for url in urls {
                try db.execute(
                    cached: SQL.dialect.insertOrIgnore(
                        "INTO link (submission, url) VALUES (\(submission), \(url))"))
            }
        }
    }
}
