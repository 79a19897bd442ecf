import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Connections to one host at one address: the name is for `Host` and the certificate, and never resolved again.
final class PinnedClient: Sendable {
    private let client: HTTPClient

    init(host: String, address: HostAddress) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(3), read: .seconds(10), write: .seconds(10)),
            connectionPool: .init(idleTimeout: .seconds(15), concurrentHTTP1ConnectionsPerHostSoftLimit: 4),
            proxy: nil, decompression: .disabled)
        configuration.httpVersion = .http1Only
        // A refused connection is told at once instead of being tried until the limit.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = [host: address.text]
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // The client must be shut down before it goes, and the callback keeps it until then.
        client.shutdown { [client] _ in _ = client }
    }

    /// Sends and reads the answer as far as the request wants it; ends at once where its task is cancelled.
    func exchange(_ request: FetchRequest) async throws -> FetchAnswer {
        let response = try await client.execute(Self.wire(request), deadline: .distantFuture)
        let head = FetchAnswer(
            status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) }, body: []
        )
        if head.isRedirect { return head }
        return FetchAnswer(
            status: head.status, headers: head.headers, body: try await Self.body(of: response, request))
    }

    /// Leaving the loop early closes the connection.
    private static func body(
        of response: HTTPClientResponse, _ request: FetchRequest
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in response.body {
            let room = request.limit - bytes.count
            bytes.append(contentsOf: part.readableBytesView.prefix(room))
            guard part.readableBytes > room else { continue }
            if request.isCut { return bytes }
            throw FetchFault.tooLong
        }
        return bytes
    }

    private static func wire(_ request: FetchRequest) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: request.target.text)
        wire.method = HTTPMethod(rawValue: request.method.rawValue)
        wire.headers.add(name: "user-agent", value: "sendboard")
        for header in request.headers { wire.headers.add(name: header.name, value: header.value) }
        if request.method == .post { wire.body = .bytes(ByteBuffer(bytes: request.body)) }
        return wire
    }
}

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
