import Foundation
import GRDB
import ServiceCore
import Synchronization

/// The folding of texts inside a query, for the few fields that are not part of `contact.search`.
enum FoldedFunction {
    /// Makes `folded(text)` and `folded_map(json)` known to a new connection; later it would cost all its statements
    /// their plans.
    static func register(in db: Database) {
        db.add(function: text)
        db.add(function: map)
        IdentityFunctions.register(in: db)
    }

    private static let text = DatabaseFunction("folded", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(SearchFolding.fold)
    }

    /// A JSON object as a row shows it, `name=value` between commas.
    private static let map = DatabaseFunction("folded_map", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(foldedMap)
    }

    /// What was folded before; many contacts have the same few values, and reading JSON is slow.
    private static let known = Mutex<[String: String]>([:])

    private static func foldedMap(_ json: String) -> String {
        if json == "{}" { return "" }
        if let folded = known.withLock({ $0[json] }) { return folded }
        let folded = SearchFolding.fold(FieldValue.map(JSONText.map(json)).plainText)
        known.withLock { known in
            if known.count >= 4_096 { known.removeAll(keepingCapacity: true) }
            known[json] = folded
        }
        return folded
    }
}

/// String maps as the tables keep them.
enum JSONText {
    static func map(_ text: String) -> [String: String] {
        text == "{}" ? [:] : (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
    }

    static func text(_ map: [String: String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A map of strings always encodes.
        return (try? encoder.encode(map)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
