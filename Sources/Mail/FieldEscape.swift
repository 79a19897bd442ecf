import Foundation

/// How a field's value is written, so that it stays a value where it stands.
enum FieldEscape: Sendable, Hashable {
    case none
    /// In a header: in one line.
    case line
    case html
    /// A part of an address within an attribute.
    case urlPart
    /// A whole address within an attribute; only the web's and mail's own are let through.
    case url
    /// A text within a script's or a style's.
    case script, style

    func apply(_ value: String) -> String {
        switch self {
        case .none: value
        case .line: value.split(whereSeparator: { $0.isNewline || $0 == "\0" }).joined(separator: " ")
        case .html: HTMLEntities.escape(value)
        case .urlPart: Self.percentEncoded(value)
        case .url: Self.isAddress(value) ? HTMLEntities.escape(value) : Self.percentEncoded(value)
        case .script: Self.coded(value) { "\\u{\($0)}" }
        case .style: Self.coded(value) { "\\\($0) " }
        }
    }

    private static func isAddress(_ value: String) -> Bool {
        let lower = value.lowercased()
        return ["http://", "https://", "mailto:", "tel:"].contains { lower.hasPrefix($0) }
    }

    private static func percentEncoded(_ value: String) -> String {
        value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// `unreserved` of RFC 3986 §2.3.
    private static let unreserved = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

    /// Everything but letters and digits by its number.
    private static func coded(_ value: String, _ escape: (String) -> String) -> String {
        value.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                ? String(scalar) : escape(String(scalar.value, radix: 16))
        }.joined()
    }
}
