import Synchronization

/// The clients in use lately, so that a second fetch from the same place finds its connection open.
final class FetchClients: Sendable {
    private struct Place: Hashable {
        let host: String
        let address: HostAddress
    }

    /// Beyond this the one that has lain longest goes; where it is at work, after that.
    private static let most = 16

    private let clients = Mutex<[(place: Place, client: PinnedClient)]>([])

    func client(for host: String, at address: HostAddress) -> PinnedClient {
        let place = Place(host: host, address: address)
        return clients.withLock { clients in
            let known = clients.firstIndex { $0.place == place }.map { clients.remove(at: $0).client }
            let client = known ?? PinnedClient(host: host, address: address)
            clients.append((place, client))
            if clients.count > Self.most { clients.removeFirst() }
            return client
        }
    }
}
