import Crypto
import Foundation

/// Chains audit rows, so that none can go or change unseen.
///
/// A row's words, which may be about a person, stand in the chain by their digest alone: where they are erased the digest
/// stays, and the chain with it. What a row says besides its words is in the chain itself.
enum AuditHash {
    /// What stands before the first row.
    static let origin = Data(count: 32)

    /// What may be erased of a row, in table order.
    static let words = ["target", "title", "why", "before", "after", "undo"]

    /// What never is.
    static let frame = [
        "id", "at", "who", "console", "connection", "action", "target_kind", "undo_of", "outcome",
    ]

    /// - Parameter salt: kept with the words and erased with them: without it nobody finds out by guessing what they were.
    static func digest(of words: [String?], salt: Data) -> Data {
        var hash = SHA256()
        hash.update(data: salt)
        return finished(hash, words)
    }

    /// - Parameter old: the hash that the row had before chains went over digests; nil of later ones.
    static func link(_ frame: [String?], digest: Data, old: Data?, after previous: Data) -> Data {
        var hash = SHA256()
        hash.update(data: previous)
        hash.update(data: digest)
        if let old { hash.update(data: old) }
        return finished(hash, frame)
    }

    /// How rows were chained before: each hash over all columns, words too.
    ///
    /// - Parameter columns: every column but the hash, in table order; nil and empty differ.
    static func old(of columns: [String?], after previous: Data) -> Data {
        var hash = SHA256()
        hash.update(data: previous)
        return finished(hash, columns)
    }

    /// The columns of the old chain, in their order.
    static let oldColumns = [
        "id", "at", "who", "console", "connection", "action", "target_kind", "target", "title", "why",
        "before",
        "after", "undo", "undo_of", "outcome",
    ]

    static func salt() -> Data {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    private static func finished(_ start: SHA256, _ columns: [String?]) -> Data {
        var hash = start
        for column in columns {
            // The length keeps the end of one column from passing for the start of the next.
            hash.update(data: Data("\(column.map { $0.utf8.count } ?? -1):\(column ?? "")".utf8))
        }
        return Data(hash.finalize())
    }
}
