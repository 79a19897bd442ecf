/// Reads an SPF record and those that it leads to, as a receiver does, until one lets our hosts pass.
///
/// What needs the address of a sending host (`a`, `mx`, `ip4`, …) is taken for no hit, but its look-ups count.
///
/// - Source: RFC 7208, 4.6.4, 5.2 and 6.1.
struct SPFSearch {
    private static let mostLookUps = 10
    private static let mostVoid = 2

    /// The domain whose record names our hosts.
    private let host: String
    private let resolver: DNSResolver
    private var lookUps = 0
    private var voidLookUps = 0
    /// Why what was read does not do, where something says it better than that nothing was found.
    private var hint: String?
    /// A term that only a receiver can follow, where there was one.
    private var unknown: String?
    /// The record that the search began with.
    private var found = ""

    /// Why a search ends before all is read.
    private enum End: Error {
        case missing
        case wrong(String)
        case couldNotCheck(String)
    }

    init(for host: String, _ resolver: DNSResolver) {
        self.host = DNSChecks.host(host)
        self.resolver = resolver
    }

    mutating func outcome(from domain: String) async -> CheckOutcome {
        do throws(End) {
            if try await passes(domain, from: []) { return .right }
            if let unknown { return .couldNotCheck(reason: "“\(unknown)” depends on who sends") }
            return .wrong(reason: hint ?? "it does not lead to \(host)", found: found)
        } catch {
            switch error {
            case .missing: return .missing
            case .wrong(let reason): return .wrong(reason: reason, found: found)
            case .couldNotCheck(let reason): return .couldNotCheck(reason: reason)
            }
        }
    }

    /// - Parameter path: the domains whose records led here, the first being the one that is checked.
    private mutating func passes(_ domain: String, from path: [String]) async throws(End) -> Bool {
        if path.contains(domain) {
            throw .wrong("it leads in a circle: \((path + [domain]).joined(separator: " → "))")
        }
        let record = try await record(of: domain, path)
        let path = path + [domain]
        for directive in record.directives {
            switch directive.mechanism {
            case .include(let target):
                guard try await leads(to: target, directive.text, path) else { continue }
                if directive.isPass { return true }
                hint = hint ?? "“\(directive.text)” in it turns our hosts away"
                return false
            case .all, .network: continue
            case .pointer: try count()
            case .hosts(let target): try await look([.a, .aaaa], target, path)
            case .mailHosts(let target): try await look([.mx], target, path)
            case .exists(let target): try await look([.a], target, path)
            }
        }
        note(record, path)
        guard let redirect = record.redirect else { return false }
        return try await leads(to: redirect, "redirect=\(redirect.text)", path)
    }

    /// Whether the record of another domain lets our hosts pass.
    private mutating func leads(
        to target: SPFDomain, _ term: String, _ path: [String]
    ) async throws(End) -> Bool {
        try count()
        guard let domain = target.expanded(in: path[path.count - 1], sender: path[0]) else {
            unknown = unknown ?? term
            return false
        }
        if domain == host { return true }
        return try await passes(domain, from: path)
    }

    private mutating func count() throws(End) {
        lookUps += 1
        if lookUps > Self.mostLookUps { throw .wrong("it takes more than \(Self.mostLookUps) look-ups") }
    }

    /// Counts a look-up, and whether it finds nothing; a name server that does not answer says nothing of the record.
    private mutating func look(
        _ types: [DNSResolver.RecordType], _ target: SPFDomain?, _ path: [String]
    ) async throws(End) {
        try count()
        let own = path[path.count - 1]
        guard let name = target.map({ $0.expanded(in: own, sender: path[0]) }) ?? own else { return }
        for type in types {
            switch await resolver.look(up: type, of: name) {
            case .noSuchName, .noData: continue
            case .records, .couldNotCheck: return
            }
        }
        voidLookUps += 1
        if voidLookUps > Self.mostVoid {
            throw .wrong("more than \(Self.mostVoid) of its look-ups find nothing")
        }
    }

    /// Remembers what stands where it does not count.
    private mutating func note(_ record: SPFRecord, _ path: [String]) {
        for directive in record.ignored {
            guard case .include(let target) = directive.mechanism else { continue }
            if target.expanded(in: path[path.count - 1], sender: path[0]) == host {
                hint = hint ?? "“\(directive.text)” stands after “all”, where nothing counts"
            }
        }
        if let redirect = record.ignoredRedirect,
            redirect.expanded(in: path[path.count - 1], sender: path[0]) == host
        {
            hint = hint ?? "“redirect=\(redirect.text)” counts for nothing beside “all”"
        }
    }

    private mutating func record(of domain: String, _ path: [String]) async throws(End) -> SPFRecord {
        let isFirst = path.isEmpty
        switch await resolver.look(up: .txt, of: domain) {
        case .couldNotCheck(let reason):
            throw .couldNotCheck(isFirst ? reason : "it leads to \(domain), where \(reason)")
        case .noSuchName, .noData:
            throw isFirst ? .missing : .wrong("it leads to \(domain), which has no SPF record")
        case .records(let texts):
            let records = texts.filter { SPFRecord.isOne($0) }
            if isFirst { found = records.joined(separator: " | ") }
            guard let text = records.first else {
                throw isFirst ? .missing : .wrong("it leads to \(domain), which has no SPF record")
            }
            guard records.count == 1 else {
                throw .wrong("\(domain) has \(records.count) SPF records, where one may stand")
            }
            do throws(RecordFault) {
                return try SPFRecord(text)
            } catch {
                throw .wrong(
                    isFirst ? error.reason : "it leads to \(domain), whose record is void: \(error.reason)")
            }
        }
    }
}
