package import ServiceCore

/// The addresses under which a message's pixel, its links and its unsubscribe page are asked for: written into messages, and
/// read from what is asked for.
package struct TrackingLinks: Sendable, Hashable {
    /// Scheme, host and, where it is not the scheme's own, port: `https://links.shop.example`.
    package let origin: String

    /// A tracking domain's, whose pages are served by TLS.
    package init(host: String) { origin = "https://\(host)" }

    /// - Parameter url: as it is set for the whole directory.
    /// - Throws: `.invalid` for what is no web address, or names more than a host and a port.
    package init(publicURL url: String) throws(ServiceError) {
        let lower = url.lowercased()
        let origin = lower.hasSuffix("/") ? String(lower.dropLast()) : lower
        let scheme = ["https://", "http://"].first { origin.hasPrefix($0) }
        guard let scheme, Self.isAuthority(origin.dropFirst(scheme.count)) else {
            throw ServiceError(
                .invalid, "“\(url.prefix(100))” is no address that links can begin with.",
                hint: "Write it as https://host or https://host:port.", field: "public_url")
        }
        self.origin = origin
    }

    /// Whether what is said there is said in secret, as one-click unsubscription asks (RFC 8058, section 3.1).
    package var isEncrypted: Bool { origin.hasPrefix("https://") }

    /// The host without its port.
    package var host: String {
        String(origin.drop { $0 != ":" }.dropFirst(3).prefix { $0 != ":" })
    }

    /// - Returns: nil for a token of what no web address is for.
    package func address(_ token: MailToken, by vault: Vault) -> String? {
        TrackingPath(token.kind).map { origin + $0.written(token.written(for: .link, by: vault)) }
    }

    /// The token that a path names: `/t/c/…`.
    ///
    /// - Returns: nil for any other path, and for a token that this directory did not sign for it.
    package static func token(ofPath path: some StringProtocol, by vault: Vault) -> MailToken? {
        for kind in TrackingPath.allCases {
            guard let text = kind.token(in: path) else { continue }
            return MailToken(text, as: kind.kind, in: .link, by: vault)
        }
        return nil
    }

    private static func isAuthority(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isHost = parts[0].utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46
        }
        let isPort = parts.count == 1 || parts.count == 2 && (1...65_535).contains(Int(parts[1]) ?? 0)
        return isHost && isPort && parts[0].first.map { $0 != "." && $0 != "-" } == true
    }
}

/// The paths that tracking serves, and nothing beside them.
package enum TrackingPath: String, CaseIterable, Sendable {
    case open = "/t/o/"
    case click = "/t/c/"
    case unsubscribe = "/t/u/"

    package init?(_ kind: MailToken.Kind) {
        switch kind {
        case .open: self = .open
        case .click: self = .click
        case .unsubscribe: self = .unsubscribe
        case .bounce, .messageID, .receipt: return nil
        }
    }

    package var kind: MailToken.Kind {
        switch self {
        case .open: .open
        case .click: .click
        case .unsubscribe: .unsubscribe
        }
    }

    /// Some mail programs load an image only where its name ends like one's.
    private var suffix: String { self == .open ? ".gif" : "" }

    func written(_ token: String) -> String { rawValue + token + suffix }

    func token(in path: some StringProtocol) -> Substring? {
        guard path.hasPrefix(rawValue), path.hasSuffix(suffix) else { return nil }
        let token = Substring(path).dropFirst(rawValue.count).dropLast(suffix.count)
        return token.isEmpty ? nil : token
    }
}
