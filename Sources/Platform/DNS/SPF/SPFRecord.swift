/// An SPF record whose whole syntax was read; a fault anywhere makes all of it void.
///
/// - Source: RFC 7208, 4.6 and 12.
struct SPFRecord {
    private static let version = "v=spf1"

    /// What counts: the directives before `all`, in their order.
    private(set) var directives: [SPFDirective] = []
    /// What stands behind `all`, where it counts for nothing.
    private(set) var ignored: [SPFDirective] = []
    /// Nil also where there is an `all`, beside which it does not count.
    private(set) var redirect: SPFDomain?
    private(set) var ignoredRedirect: SPFDomain?

    /// Whether a text of a domain is meant as its SPF record.
    static func isOne(_ text: String) -> Bool {
        let start = text.prefix(version.count)
        return start.lowercased() == version && (text.dropFirst(version.count).first ?? " ") == " "
    }

    init(_ text: String) throws(RecordFault) {
        var hasAll = false
        var modifiers: [String: SPFDomain] = [:]
        for term in text.split(separator: " ").dropFirst() {
            if let modifier = SPFModifier(term) {
                guard let domain = try modifier.domain() else { continue }
                guard modifiers.updateValue(domain, forKey: modifier.name) == nil else {
                    throw RecordFault("\(modifier.name)= stands in it twice")
                }
                continue
            }
            let directive = try SPFDirective(term)
            if hasAll {
                ignored.append(directive)
            } else if case .all = directive.mechanism {
                hasAll = true
            } else {
                directives.append(directive)
            }
        }
        redirect = hasAll ? nil : modifiers["redirect"]
        ignoredRedirect = hasAll ? modifiers["redirect"] : nil
    }
}

/// `redirect=spf.example.com`, `exp=…`, or one that nobody knows and everybody passes over (RFC 7208, 6).
struct SPFModifier {
    /// In lower case.
    let name: String
    private let value: String
    private let term: String

    /// Nil where a term is a directive.
    init?(_ term: Substring) {
        guard let sign = term.firstIndex(of: "=") else { return nil }
        let name = term[..<sign]
        let isName =
            name.first.map { $0.isASCII && $0.isLetter } ?? false
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isName else { return nil }
        self.name = name.lowercased()
        value = String(term[sign...].dropFirst())
        self.term = String(term)
    }

    /// The domain of a modifier that names one; nil where nobody knows the modifier.
    func domain() throws(RecordFault) -> SPFDomain? {
        if name == "redirect" || name == "exp" {
            if let domain = SPFDomain(value) { return domain }
        } else if SPFDomain.isMacroText(value) {
            return nil
        }
        throw RecordFault("“\(term)” in it is no SPF term")
    }
}

/// The name of a domain in an SPF record, in which macros may stand (RFC 7208, 7).
struct SPFDomain {
    let text: String

    /// Nil where it is none: no dot before a last label, a blank, a macro that is not finished.
    init?(_ text: String) {
        guard Self.isMacroText(text), Self.endsInLabel(text) else { return nil }
        self.text = text
    }

    /// The domain that is meant where a record of `domain` is read for mail of `sender`.
    ///
    /// - Returns: nil where that depends on the host or address that sends.
    func expanded(in domain: String, sender: String) -> String? {
        var isKnown = true
        let name = text.replacing(#/%(?:\{([^}]*)\}|(.))/#) { match in
            if let escaped = match.2 { return escaped == "%" ? "%" : escaped == "_" ? " " : "%20" }
            switch match.1?.lowercased() {
            case "d": return domain
            case "o": return sender
            default:
                isKnown = false
                return ""
            }
        }
        return isKnown ? DNSChecks.host(name) : nil
    }

    /// Whether a text is printed ASCII in which each `%` begins a macro that there is.
    static func isMacroText(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }) else { return false }
        let rest = text.replacing(#/%(?:\{[slodiphcrtv][0-9]*r?[-.+,\/_=]*\}|[%_-])/#.ignoresCase(), with: "")
        return !rest.contains("%")
    }

    /// A last label of letters, digits and inner hyphens that is no number, or a macro.
    private static func endsInLabel(_ text: String) -> Bool {
        if text.hasSuffix("}") { return true }
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        guard let dot = name.lastIndex(of: ".") else { return false }
        let label = name[dot...].dropFirst()
        return !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            && label.contains { !$0.isNumber } && label.first != "-" && label.last != "-"
    }
}
