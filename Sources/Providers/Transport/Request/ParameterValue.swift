package import ServiceCore

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
