import Foundation
import ServiceCore

/// A field's value as the audit trail's JSON holds it: secrets as their mask, dates as ISO 8601.
struct AuditValue: Codable {
    let fieldValue: FieldValue

    /// Nil for an empty value, which the JSON leaves out.
    init?(_ value: FieldValue) {
        if value.isEmpty { return nil }
        fieldValue = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            fieldValue = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            fieldValue = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            fieldValue = .number(number)
        } else if let items = try? container.decode([String].self) {
            fieldValue = .list(items.map(DatedText.init(kept:)))
        } else if let map = try? container.decode([String: String].self) {
            fieldValue = .map(map.mapValues(DatedText.init(kept:)))
        } else {
            fieldValue = .kept(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch fieldValue {
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let items): try container.encode(items.map(\.plainText))
        case .map(let map): try container.encode(map.mapValues(\.plainText))
        case .none, .text, .note, .state, .date, .secret: try container.encode(fieldValue.plainText)
        }
    }
}

/// One side of an edit as JSON: field → value.
enum AuditSide {
    /// Nil where the side holds nothing: before a creation, after a deletion.
    static func json(_ changes: [FieldChange], _ side: KeyPath<FieldChange, FieldValue>) throws -> String? {
        let pairs = changes.compactMap { change in
            AuditValue(change[keyPath: side]).map { (change.field, $0) }
        }
        guard !pairs.isEmpty else { return nil }
        return try JSONText.text(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    static func values(_ json: String?) -> [String: AuditValue] {
        json.flatMap { try? JSONText.read($0) } ?? [:]
    }
}
