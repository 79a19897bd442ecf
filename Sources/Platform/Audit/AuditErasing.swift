import Foundation
import ServiceCore
import Store

/// Takes the words about a person out of entries of the trail; who did what to which kind of row, and when, stays.
struct AuditErasing {
    /// What the entry is called that says of others that it erased their words.
    static let action = "erase"
    /// Under which field it names them.
    static let field: FieldID = "trail_entries"

    let db: WriteTransaction
    let person: Mentions
    /// The person's rows, whose entries are about nobody else.
    let contacts: [Int64]

    /// Entries whose words name the person.
    ///
    /// - Parameter connection: whose contacts these are.
    static func entries(
        naming person: Mentions, contacts: [Int64], connection: ConnectionID, in db: ReadTransaction
    ) throws -> [Int64] {
        let own = contacts.map { "'\($0)'" }.joined(separator: ", ")
        let words = AuditHash.words.map { "coalesce(\($0), '')" }.joined(separator: " || ' ' || ")
        return try SQLRow.fetchAll(
            db,
            """
            SELECT id, words, is_own FROM (SELECT id, \(sql: words) AS words,
                target_kind = 'contact' AND connection = \(connection.name) AND target IN (\(sql: own)) AS is_own
                FROM audit) AS told
            WHERE is_own OR \(person.condition("words")) ORDER BY id
            """
        ).filter { $0[2] || person.isIn($0[1] as String) }.map { $0[0] }
    }

    /// - Parameter erasure: the entry that says so.
    func erase(_ entries: [Int64], by erasure: Int64) throws {
        for id in entries {
            guard let row = try SQLRow.fetchOne(db, cached: "SELECT * FROM audit WHERE id = \(id)") else {
                continue
            }
            let target: String = row["target"]
            let isOfContact =
                (row["target_kind"] as String) == "contact" && contacts.contains { String($0) == target }
            let isOwn = isOfContact || person.isIn(target) || person.isIn(row["title"] as String)
            try db.execute(
                cached: """
                    UPDATE audit SET target = \(person.replaced(in: target)),
                    title = \(isOwn ? person.name : row["title"] as String),
                    why = \(isOwn ? "" : person.replaced(in: row["why"] as String)),
                    before = \(left(row["before"], isOwn)), after = \(left(row["after"], isOwn)),
                    undo = \(left(row["undo"], isOwn)), salt = NULL,
                    erased_by = coalesce(erased_by, \(erasure)) WHERE id = \(id)
                    """)
        }
    }

    private func left(_ words: String?, _ isOwn: Bool) -> String? {
        isOwn ? nil : words.map(person.replaced)
    }
}

extension AuditErasing {
    /// `3-5, 9`: short where the entries follow one another.
    static func ranges(_ entries: [Int64]) -> String {
        var ranges: [ClosedRange<Int64>] = []
        for id in entries.sorted() {
            if let last = ranges.last, last.upperBound + 1 >= id {
                ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, id)
            } else {
                ranges.append(id...id)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    /// The entries that an erasure's words name.
    static func entries(named after: String?) -> [Int64] {
        let text = AuditSide.values(after)[field]?.fieldValue.plainText ?? ""
        return text.split(separator: ",").flatMap { part -> [Int64] in
            let ends = part.split(separator: "-").compactMap { Int64(String($0).trimmingBlanks) }
            guard let first = ends.first, let last = ends.last, first <= last else { return [] }
            return Array(first...last)
        }
    }
}
