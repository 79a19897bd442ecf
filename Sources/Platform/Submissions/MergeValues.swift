import Foundation

/// What one person's fields are filled with, as `delivery.merge` keeps it in JSON.
enum MergeValues {
    /// Nil where there is nothing to keep.
    static func json(_ values: [String: String]) throws -> String? {
        guard !values.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }

    static func read(_ json: String?) throws -> [String: String] {
        guard let json else { return [:] }
        return try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    }
}
