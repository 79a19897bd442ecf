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
