import FoundationEssentials
import ServiceCore
import Store
import Synchronization

/// Under which names tracking is served: the accounts' tracking domains, each for its own messages, and the directory's own
/// address for all.
final class TrackingHosts: Sendable {
    private struct State {
        /// Nil until they were read.
        var names: Set<String>?
        var asked: ContinuousClock.Instant?
    }

    /// Whoever asks for names that are none costs no more than a look in this time.
    private static let patience = Duration.seconds(1)

    private let store: PlatformStore
    private let state = Mutex(State())

    init(_ store: PlatformStore) { self.store = store }

    /// Whether a name is anybody's; of a new domain it is known a second later at the latest.
    func serves(_ host: String) async throws(ServiceError) -> Bool {
        guard isDue(host) else { return state.withLock { $0.names?.contains(host) == true } }
        let names = try await store.read { db in
            let domains = try String.fetchAll(db, "SELECT name FROM tracking_domain").map(Self.name)
            return Set(domains + [try PublicAddress.current(in: db)?.host].compactMap(\.self))
        }
        state.withLock { $0.names = names }
        return names.contains(host)
    }

    /// Until the names are there everybody reads them, so that nobody is turned away while somebody does.
    private func isDue(_ host: String) -> Bool {
        state.withLock { state in
            if state.names?.contains(host) == true { return false }
            let now = ContinuousClock.now
            if state.names != nil, let asked = state.asked, now - asked < Self.patience { return false }
            state.asked = now
            return true
        }
    }

    /// The same of one account's messages, as the tables have it now.
    func serves(_ host: String, account: Int64, in db: ReadTransaction) throws -> Bool {
        if try PublicAddress.current(in: db)?.host == host { return true }
        return try String.fetchAll(db, cached: "SELECT name FROM tracking_domain WHERE account = \(account)")
            .contains { Self.name($0) == host }
    }

    /// A host as it is compared: without a port and a final dot, in ASCII.
    static func name(_ host: String) -> String {
        let bare: Substring
        if host.hasPrefix("[") {
            bare = host.prefix { $0 != "]" } + "]"
        } else {
            bare = host.prefix { $0 != ":" }
        }
        return DNSChecks.host(String(bare))
    }
}
