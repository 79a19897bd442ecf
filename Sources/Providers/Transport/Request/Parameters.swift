import Foundation
package import ServiceCore

/// Names and values of a query, a form body or headers, in order; a name may come more than once.
package struct Parameters: Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var items: [(name: String, value: ParameterValue)]

    package init(dictionaryLiteral elements: (String, ParameterValue)...) {
        items = elements.map { ($0, $1) }
    }

    /// Adds one; nil adds nothing.
    package mutating func add(_ name: String, _ value: ParameterValue?) {
        if let value { items.append((name, value)) }
    }

    /// Adds one; nil adds nothing, an empty text does.
    package mutating func add(_ name: String, _ text: String?) {
        add(name, text.map(ParameterValue.text))
    }

    /// Adds one; nil adds nothing.
    package mutating func add(_ name: String, _ number: Int?) {
        add(name, number.map { .text(String($0)) })
    }

    package static func + (left: Parameters, right: Parameters) -> Parameters {
        var sum = left
        sum.items += right.items
        return sum
    }

    /// `name=value&…`, with every secret in clear: only for the request that is being written.
    func revealed() -> String {
        items.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value.revealed))" }
            .joined(separator: "&")
    }

    var secrets: [Secret] { items.compactMap(\.value.secret) }
}

/// The value of one parameter or header; a secret one shows itself on the wire alone.
package enum ParameterValue: Sendable, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
    case text(String)
    case secret(Secret)
    /// A header such as `Authorization: Bearer …`: the prefix, then the secret.
    case prefixed(String, Secret)

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .text(String(value)) }

    package static func number(_ number: Int) -> ParameterValue { .text(String(number)) }

    /// In clear: only for the request that is being written.
    var revealed: String {
        switch self {
        case .text(let text): text
        case .secret(let secret): secret.reveal()
        case .prefixed(let prefix, let secret): prefix + secret.reveal()
        }
    }

    var secret: Secret? {
        switch self {
        case .text: nil
        case .secret(let secret), .prefixed(_, let secret): secret
        }
    }
}

/// RFC 3986 encoding of all but the unreserved characters; right in a path, a query and a form body.
enum PercentEncoding {
    static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
}

extension Date {
    /// `2026-03-01T12:00:05+00:00`; for readers to whom UTC without an offset would be a guess, and that take no `Z`.
    var withOffset: String { "\(formatted(.iso8601).dropLast())+00:00" }
}
