import Foundation
import Store

/// One value of a column as JSON, with its type kept exactly: what is read back is what was stored.
struct StoredValue: Codable, Equatable {
    let value: SQLValue

    /// How the types that JSON does not have are written.
    private enum CodingKeys: String, CodingKey {
        case blob, real
    }

    init(_ value: SQLValue) { self.value = value }

    init(from decoder: any Decoder) throws { self.init(try Self.value(from: decoder)) }

    private static func value(from decoder: any Decoder) throws -> SQLValue {
        if let plain = try? decoder.singleValueContainer() {
            if plain.decodeNil() { return .null }
            if let number = try? plain.decode(Int64.self) { return .integer(number) }
            if let text = try? plain.decode(String.self) { return .text(text) }
        }
        let typed = try decoder.container(keyedBy: CodingKeys.self)
        if let bytes = try typed.decodeIfPresent(Data.self, forKey: .blob) { return .blob(bytes) }
        return .real(Double(bitPattern: try typed.decode(UInt64.self, forKey: .real)))
    }

    func encode(to encoder: any Encoder) throws {
        switch value {
        case .null:
            var plain = encoder.singleValueContainer()
            try plain.encodeNil()
        case .integer(let number):
            var plain = encoder.singleValueContainer()
            try plain.encode(number)
        case .text(let text):
            var plain = encoder.singleValueContainer()
            try plain.encode(text)
        case .blob(let bytes):
            var typed = encoder.container(keyedBy: CodingKeys.self)
            try typed.encode(bytes, forKey: .blob)
        case .real(let number):
            var typed = encoder.container(keyedBy: CodingKeys.self)
            try typed.encode(number.bitPattern, forKey: .real)
        }
    }
}
