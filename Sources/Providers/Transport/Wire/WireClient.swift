import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import ServiceCore

/// AsyncHTTPClient, set up once and bounded; the only type that makes requests of it.
final class WireClient: Sendable {
    private let client: HTTPClient
    private let answerLimit: Int

    init(limits: TransportLimits, trust: TransportTrust) throws(ServiceError) {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try Self.tls(trust), redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(limits.connect), read: TimeAmount(limits.idle),
                write: TimeAmount(limits.idle)),
            connectionPool: .init(idleTimeout: .seconds(30), concurrentHTTP1ConnectionsPerHostSoftLimit: 4),
            proxy: nil, decompression: .disabled)
        configuration.httpVersion = .http1Only
        // A refused connection is told at once instead of being tried until the limit.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        answerLimit = limits.answerBytes
    }

    deinit {
        // The client must be shut down before it goes, and the callback keeps it until then.
        client.shutdown { [client] _ in _ = client }
    }

    /// Sends and reads the whole answer; ends at once where its task is cancelled.
    func exchange(_ request: WireRequest, _ call: CallContext) async -> Result<RawAnswer, CallFailure> {
        do {
            let response = try await client.execute(Self.request(request), deadline: .distantFuture)
            return .success(
                RawAnswer(
                    status: Int(response.status.code),
                    headers: response.headers.map { ($0.name, $0.value) },
                    body: try await body(of: response)))
        } catch {
            return .failure(WireFailure.meaning(of: error, call, host: request.host, limit: answerLimit))
        }
    }

    /// What is beyond the limit is never held: leaving the loop closes the connection.
    private func body(of response: HTTPClientResponse) async throws -> [UInt8] {
        if let encoding = response.headers.first(name: "content-encoding"),
            encoding.lowercased() != "identity"
        {
            throw WireFailure.compressed
        }
        let announced = response.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        guard announced <= answerLimit else { throw WireFailure.tooLong }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(announced)
        for try await part in response.body {
            guard bytes.count + part.readableBytes <= answerLimit else { throw WireFailure.tooLong }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    private static func request(_ request: WireRequest) -> HTTPClientRequest {
        var wire = HTTPClientRequest(url: request.url)
        wire.method = HTTPMethod(rawValue: request.method.rawValue)
        for header in request.headers { wire.headers.add(name: header.name, value: header.value) }
        if !request.body.isEmpty { wire.body = .bytes(ByteBuffer(bytes: request.body)) }
        return wire
    }

    private static func tls(_ trust: TransportTrust) throws(ServiceError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        guard case .authorities(let texts) = trust else { return tls }
        do {
            tls.trustRoots = .certificates(
                try texts.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) })
            return tls
        } catch {
            throw ServiceError(
                .invalid, "A certificate authority of the connection cannot be read.",
                hint: "Give certificates as PEM texts.")
        }
    }
}

/// An answer's parts before anybody has judged them.
struct RawAnswer: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    var retryAfter: String? { headers.first { $0.name.lowercased() == "retry-after" }?.value }
}
