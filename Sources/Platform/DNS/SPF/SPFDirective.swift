import Glibc

/// One test of a sending host and what a hit means: `-all`, `include:spf.example.com` (RFC 7208, 5).
struct SPFDirective {
    enum Mechanism {
        case all
        case include(SPFDomain)
        /// `a`; nil is the record's own domain, here and below.
        case hosts(SPFDomain?)
        /// `mx`
        case mailHosts(SPFDomain?)
        /// `ptr`
        case pointer(SPFDomain?)
        case exists(SPFDomain)
        /// `ip4` and `ip6`, which ask the DNS nothing.
        case network
    }

    /// As it stands in the record.
    let text: String
    let mechanism: Mechanism
    /// Whether a hit lets the host pass: no sign is `+`.
    let isPass: Bool

    init(_ term: Substring) throws(RecordFault) {
        text = String(term)
        let sign = term.first.flatMap { "+-~?".contains($0) ? $0 : nil }
        isPass = (sign ?? "+") == "+"
        let body = sign == nil ? term : term.dropFirst()
        let name = body.prefix { $0 != ":" && $0 != "/" }
        guard let mechanism = Self.mechanism(name.lowercased(), body.dropFirst(name.count)) else {
            throw RecordFault("“\(term)” in it is no SPF term")
        }
        self.mechanism = mechanism
    }

    /// - Parameter rest: what follows the name, with its `:` or `/`.
    private static func mechanism(_ name: String, _ rest: Substring) -> Mechanism? {
        switch name {
        case "all": return rest.isEmpty ? .all : nil
        case "include": return argument(rest).flatMap { SPFDomain($0) }.map { .include($0) }
        case "exists": return argument(rest).flatMap { SPFDomain($0) }.map { .exists($0) }
        case "a": return optional(withoutLengths(rest)).map { .hosts($0) }
        case "mx": return optional(withoutLengths(rest)).map { .mailHosts($0) }
        case "ptr": return optional(rest).map { .pointer($0) }
        case "ip4": return isNetwork(argument(rest), AF_INET, widest: 32) ? .network : nil
        case "ip6": return isNetwork(argument(rest), AF_INET6, widest: 128) ? .network : nil
        default: return nil
        }
    }

    private static func argument(_ rest: Substring) -> String? {
        rest.hasPrefix(":") ? String(rest.dropFirst()) : nil
    }

    /// - Returns: the inner nil where no domain is named, the outer where what stands there is none.
    private static func optional(_ rest: Substring?) -> SPFDomain?? {
        guard let rest else { return nil }
        if rest.isEmpty { return .some(nil) }
        guard let domain = argument(rest).flatMap({ SPFDomain($0) }) else { return nil }
        return .some(domain)
    }

    /// Takes `/24`, `//64` or `/24//64` from the end; nil where the lengths are none.
    private static func withoutLengths(_ rest: Substring) -> Substring? {
        guard let match = rest.firstMatch(of: #/(?:\/(?<four>[0-9]+))?(?:\/\/(?<six>[0-9]+))?$/#) else {
            return rest
        }
        let fits =
            (match.four.map { isLength($0, 32) } ?? true) && (match.six.map { isLength($0, 128) } ?? true)
        return fits ? rest[..<match.range.lowerBound] : nil
    }

    private static func isLength(_ digits: Substring, _ most: Int) -> Bool {
        guard let length = Int(digits) else { return false }
        return length <= most && (digits == "0" || !digits.hasPrefix("0"))
    }

    private static func isNetwork(_ text: String?, _ family: Int32, widest: Int) -> Bool {
        guard let parts = text?.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false),
            let address = parts.first
        else { return false }
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(family, String(address), &bytes) == 1
            && (parts.count == 1
                || parts[1].allSatisfy { $0.isASCII && $0.isNumber } && isLength(parts[1], widest))
    }
}
