import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ServiceCore

/// A connection to a gateway that is at hand: whatever fails before is certainly no hand-over.
struct GatewayConnection: Sendable {
    private static let connectLimit = Duration.seconds(5)
    private let channel: any NIOCore.Channel
    private let gateway: GatewayAddress

    /// - Parameter limit: how long an answer may take.
    /// - Throws: `.unreachable` where there is nobody.
    static func open(
        to gateway: GatewayAddress, limit: Duration
    ) async throws(ServiceError) -> GatewayConnection {
        let channel: any NIOCore.Channel
        do {
            let tls = gateway.scheme == .encrypted ? try NIOSSLContext(configuration: configuration) : nil
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(TimeAmount(connectLimit))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        if let tls { try pipeline.addHandler(handler(tls, gateway.host)) }
                        try pipeline.addHTTPClientHandlers()
                        try pipeline.addHandler(
                            GatewayExchange(limit: TimeAmount(limit), isEncrypted: tls != nil))
                    }
                }
                .connect(host: gateway.host, port: gateway.port).get()
        } catch {
            throw ServiceError(
                .unreachable, "\(gateway.host):\(gateway.port) cannot be reached.",
                hint: "See that the gateway runs and listens there.")
        }
        try await ready(channel, gateway)
        return GatewayConnection(channel: channel, gateway: gateway)
    }

    /// Waits for the handshake: what is said before it ends is said to nobody.
    private static func ready(
        _ channel: any NIOCore.Channel, _ gateway: GatewayAddress
    ) async throws(ServiceError) {
        let alarm = channel.eventLoop.scheduleTask(in: TimeAmount(connectLimit)) {
            channel.close(promise: nil)
        }
        defer { alarm.cancel() }
        do {
            try await channel.triggerUserOutboundEvent(AwaitReady()).get()
        } catch {
            channel.close(promise: nil)
            throw ServiceError(
                .unreachable, "\(gateway.host) shows no TLS certificate that is valid for it.",
                hint: "A gateway that speaks in clear is named by kannel+http://.")
        }
    }

    private static var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }

    /// An address has no name that a server could be asked for by.
    private static func handler(_ tls: NIOSSLContext, _ host: String) throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: tls, serverHostname: HostAddress(host) == nil ? host : nil)
    }

    var isOpen: Bool { channel.isActive }

    func close() { channel.close(promise: nil) }

    /// Asks, and waits for the whole answer.
    ///
    /// - Parameter target: path and query.
    func ask(_ target: String) async -> Result<GatewayAnswer, any Error> {
        let promise = channel.eventLoop.makePromise(of: GatewayAnswer.self)
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target)
        let place = gateway.host.contains(":") ? "[\(gateway.host)]" : gateway.host
        head.headers.add(name: "host", value: "\(place):\(gateway.port)")
        head.headers.add(name: "user-agent", value: "sendboard")
        // A write that fails ends the connection, which fails the promise.
        channel.writeAndFlush(GatewayCall(head: head, answer: promise)).whenFailure { promise.fail($0) }
        do {
            return .success(try await promise.futureResult.get())
        } catch {
            return .failure(error)
        }
    }

    /// Whether the connection had ended before a byte of the request could go.
    static func isUnsent(_ error: any Error) -> Bool {
        switch error as? ChannelError {
        case .ioOnClosedChannel, .alreadyClosed: true
        default: false
        }
    }
}
