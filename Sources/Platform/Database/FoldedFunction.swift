import Foundation
import ServiceCore
import Store
import Synchronization

/// The folding of texts inside a query, for the few fields that are not part of `contact.search`.
enum FoldedFunction {
    /// `folded_map(json)`: an object as a row shows it, `name=value` between commas.
    static let map = SQLFunction("folded_map", foldedMap)

    /// What was folded before; many contacts have the same few values, and reading JSON is slow.
    private static let known = Mutex<[String: String]>([:])

    @Sendable private static func foldedMap(_ json: String) -> String {
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

/// Values as the tables keep them in JSON.
enum JSONText {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func read<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// A map of strings; what cannot be read is empty.
    static func map(_ text: String) -> [String: String] {
        text == "{}" ? [:] : (try? read(text)) ?? [:]
    }
}

/// Who is who inside a query, where SQLite knows the letters of ASCII alone.
///
/// The triggers that keep the names' keys want these, so every connection that writes has them.
enum IdentityFunctions {
    /// `name_key(text)`, and `address_key(text)`, which is null for what cannot be sent to.
    static let all = [
        SQLFunction("name_key") { NameKey($0).text },
        SQLFunction("address_key") { (try? MailAddress($0))?.key },
    ]
}
