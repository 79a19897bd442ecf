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
