import Foundation
import GRDB
import ServiceCore

/// The folding of texts inside a query, for the few fields that are not part of `contact.search`.
enum FoldedFunction {
    /// Makes `folded(text)` and `folded_map(json)` known to a connection; cheap enough for each query.
    static func register(in db: Database) {
        db.add(function: text)
        db.add(function: map)
    }

    private static let text = DatabaseFunction("folded", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(SearchFolding.fold)
    }

    /// A JSON object as a row shows it, `name=value` between commas.
    private static let map = DatabaseFunction("folded_map", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map {
            SearchFolding.fold(FieldValue.map(JSONText.map($0)).plainText)
        }
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
