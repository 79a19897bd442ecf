import ServiceCore

/// Whether the records that sending needs are in place.
package struct DNSChecks: Sendable {
    let resolver: DNSResolver

    package init(_ resolver: DNSResolver) { self.resolver = resolver }

    /// Whether the SPF record of a domain lets the hosts pass that another's record names (RFC 7208).
    ///
    /// - Parameter host: what must be reached by `include:` or `redirect=`, such as `spf.example.com`.
    package func spf(domain: String, includes host: String) async -> CheckOutcome {
        var search = SPFSearch(for: host, resolver)
        return await search.outcome(from: Self.host(domain))
    }

    /// Whether the DKIM record of a domain is the one for the key that we sign with (RFC 6376, 3.6).
    ///
    /// - Parameter value: our own record.
    package func dkim(domain: String, selector: String, value: String) async -> CheckOutcome {
        switch await resolver.look(up: .txt, of: "\(selector)._domainkey.\(Self.host(domain))") {
        case .records(let texts): DKIMRecord.outcome(of: texts, ours: value)
        case .noSuchName, .noData: .missing
        case .couldNotCheck(let reason): .couldNotCheck(reason: reason)
        }
    }

    /// A name in the one form in which names are compared.
    static func host(_ name: String) -> String {
        let lower = DomainName.ascii(name).lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}
