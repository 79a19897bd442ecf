import Foundation
import ServiceCore

/// A value of a request.
enum DMDSValue: Sendable, Equatable {
    case null
    case flag(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    /// Text of a query or path, where nothing says which kind of value is meant.
    case untyped(String)
    case list([DMDSValue])
    case object([String: DMDSValue])
}

extension DMDSValue: Decodable {
    /// The most frequent kinds first: an attempt that fails costs more than one that succeeds.
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let members = try? value.decode([String: DMDSValue].self) {
            self = .object(members)
        } else if let items = try? value.decode([DMDSValue].self) {
            self = .list(items)
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if value.decodeNil() {
            self = .null
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else {
            self = .number(try value.decode(Double.self))
        }
    }

    /// The members of the one object that a body is; nothing where it is empty.
    ///
    /// What is no UTF-8 is repaired: a page in another code may look wrong, but is not refused (§8).
    ///
    /// - Throws: `.invalid` for anything else.
    static func members(of body: [UInt8]) throws(ServiceError) -> [String: DMDSValue] {
        guard body.contains(where: { !" \t\r\n".utf8.contains($0) }) else { return [:] }
        let isText = String(validating: body, as: UTF8.self) != nil
        let text = isText ? Data(body) : Data(String(decoding: body, as: UTF8.self).utf8)
        guard JSONBounds.hold(body),
            case .object(let members) = try? JSONDecoder().decode(Self.self, from: text)
        else { throw ServiceError(.invalid, "the body is not a JSON object") }
        return members
    }

    /// A text, or a number or flag as it is written; nil for what holds other values.
    var plainText: String? {
        switch self {
        case .text(let text), .untyped(let text): text
        case .integer(let number): String(number)
        case .number(let number): "\(number)"
        case .flag(let flag): flag ? "true" : "false"
        case .null, .list, .object: nil
        }
    }
}
