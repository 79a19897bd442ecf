import Foundation
import ServiceCore

/// A field's value as the audit trail's JSON holds it: secrets as their mask, dates as ISO 8601.
enum AuditValue: Codable, Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case list([String])
    case map([String: String])

    /// Nil for an empty value, which the JSON leaves out.
    init?(_ value: FieldValue) {
        guard !value.isEmpty else { return nil }
        self =
            switch value {
            case .integer(let number): .integer(number)
            case .number(let number): .number(number)
            case .flag(let flag): .flag(flag)
            case .list(let items): .list(items.map(\.plainText))
            case .map(let map): .map(map.mapValues(\.plainText))
            case .none, .text, .note, .state, .date, .secret: .text(value.plainText)
            }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let items = try? container.decode([String].self) {
            self = .list(items)
        } else if let map = try? container.decode([String: String].self) {
            self = .map(map)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let items): try container.encode(items)
        case .map(let map): try container.encode(map)
        }
    }

    var fieldValue: FieldValue {
        switch self {
        case .text(let text): .kept(text)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .list(let items): .list(items.map(DatedText.init(kept:)))
        case .map(let map): .map(map.mapValues(DatedText.init(kept:)))
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
