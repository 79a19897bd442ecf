/// Whether the records that sending needs are in place.
package struct DNSChecks: Sendable {
    private let resolver: DNSResolver

    package init(_ resolver: DNSResolver) { self.resolver = resolver }

    /// Whether a tracking domain points to the host that answers its links.
    package func tracking(domain: String, target: String) async -> CheckOutcome {
        await check(.cname, of: domain) { found in
            Self.host(found) == Self.host(target)
        }
    }

    /// Whether the DKIM record of a domain holds the key that we sign with.
    ///
    /// - Parameter value: our own record; its `p=` is compared without regard to blanks.
    package func dkim(domain: String, selector: String, value: String) async -> CheckOutcome {
        await check(.txt, of: "\(selector)._domainkey.\(domain)") { found in
            guard let key = Self.tag("p", of: found), !key.isEmpty else { return false }
            return key == Self.tag("p", of: value)
        }
    }

    /// Whether the SPF record of a domain lets our hosts send.
    ///
    /// - Parameter terms: each must stand in the one SPF record, such as `include:spf.example.com`.
    package func spf(domain: String, needs terms: [String]) async -> CheckOutcome {
        let answer = await resolver.look(up: .txt, of: domain)
        guard case .records(let texts) = answer else { return Self.outcome(of: answer) { _ in false } }
        let records = texts.filter { Self.words($0).first == "v=spf1" }
        // Two SPF records count as none (RFC 7208, 4.5).
        guard records.count == 1, let record = records.first else {
            return .wrong(found: records.joined(separator: " | "))
        }
        let words = Self.words(record).map { $0.hasPrefix("+") ? String($0.dropFirst()) : $0 }
        return terms.allSatisfy { words.contains($0.lowercased()) } ? .right : .wrong(found: record)
    }

    private func check(
        _ type: DNSResolver.RecordType, of name: String, accepts: (String) -> Bool
    ) async -> CheckOutcome {
        Self.outcome(of: await resolver.look(up: type, of: name), accepts: accepts)
    }

    private static func outcome(of answer: DNSAnswer, accepts: (String) -> Bool) -> CheckOutcome {
        switch answer {
        case .records(let found):
            found.contains(where: accepts) ? .right : .wrong(found: found.joined(separator: " | "))
        case .noSuchName, .noData: .wrong(found: "")
        case .couldNotCheck(let reason): .couldNotCheck(reason: reason)
        }
    }

    private static func host(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The value of a tag in a list such as `v=DKIM1; k=rsa; p=...`, without blanks.
    private static func tag(_ name: String, of record: String) -> String? {
        for part in record.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }) == name else { continue }
            return pair[1].filter { !$0.isWhitespace }
        }
        return nil
    }
}

/// The outcome of looking at one record that should be there.
package enum CheckOutcome: Sendable, Equatable {
    case right
    /// What stands there instead; empty where nothing does.
    case wrong(found: String)
    /// Nothing is known; the last outcome stays valid.
    case couldNotCheck(reason: String)
}
