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

extension DNSChecks {
    /// More than resolvers follow says that nobody gets there.
    private static let mostLinks = 8

    /// Whether a tracking domain leads to the host that answers its links, over as many CNAMEs as it likes.
    package func tracking(domain: String, target: String) async -> CheckOutcome {
        let wanted = Self.host(target)
        var chain = [Self.host(domain)]
        while chain.count <= Self.mostLinks {
            switch await resolver.look(up: .cname, of: chain[chain.count - 1]) {
            case .records(let targets):
                let next = Set(targets.map(Self.host))
                guard let link = next.first, next.count == 1 else {
                    return .wrong(
                        reason:
                            "\(chain[chain.count - 1]) has \(next.count) CNAME records, where one may stand",
                        found: next.sorted().joined(separator: " | "))
                }
                if link == wanted { return .right }
                let isCircle = chain.contains(link)
                chain.append(link)
                if isCircle { return .wrong(reason: "it leads in a circle", found: Self.path(chain)) }
            case .noSuchName, .noData: return Self.end(of: chain, wanted)
            case .couldNotCheck(let reason):
                return .couldNotCheck(
                    reason: chain.count == 1 ? reason : "it leads to \(Self.path(chain)), where \(reason)")
            }
        }
        return .wrong(
            reason: "it leads on over more than \(Self.mostLinks) CNAME records", found: Self.path(chain))
    }

    private static func end(of chain: [String], _ wanted: String) -> CheckOutcome {
        if chain.count == 1 { return .missing }
        return .wrong(
            reason: "it leads to \(chain[chain.count - 1]), not to \(wanted)",
            found: chain.count == 2 ? "" : path(chain))
    }

    /// The names behind the first, in their order.
    private static func path(_ chain: [String]) -> String { chain.dropFirst().joined(separator: " → ") }
}
