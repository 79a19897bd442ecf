import FoundationEssentials
import ServiceCore
import Store
import Synchronization

/// Under which names tracking is served: the accounts' tracking domains, each for its own messages, and the directory's own
/// address for all.
final class TrackingHosts: Sendable {
    private struct State {
        var names: Set<String> = []
        var read: ContinuousClock.Instant?
    }

    /// Whoever asks for names that are none costs no more than a look in this time.
    private static let patience = Duration.seconds(1)

    private let store: PlatformStore
    private let state = Mutex(State())

    init(_ store: PlatformStore) { self.store = store }

    /// Whether a name is anybody's; of a new domain it is known a second later at the latest.
    func serves(_ host: String) async throws(ServiceError) -> Bool {
        let isDue = state.withLock { state in
            if state.names.contains(host) { return false }
            let now = ContinuousClock.now
            guard state.read.map({ now - $0 >= Self.patience }) ?? true else { return false }
            state.read = now
            return true
        }
        if isDue {
            let names = try await store.read { db in
                let own = try PublicAddress.current(in: db)?.host
                return try Set(
                    String.fetchAll(db, "SELECT name FROM tracking_domain").map(Self.name)
                        + [own].compactMap(\.self))
            }
            state.withLock { $0.names = names }
        }
        return state.withLock { $0.names.contains(host) }
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
