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
