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
