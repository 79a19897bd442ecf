import Glibc
package import NIOCore
import NIOPosix

/// A mail server that listens on one address; it takes what its service takes.
///
/// ```swift
/// let server = try await MailServer(MailServerOptions(settings, service), host: "127.0.0.1", port: 2525)
/// …
/// await server.stop(within: .seconds(2))
/// ```
package final class MailServer: Sendable {
    /// The port that it listens on, where the system chose it too.
    package let port: Int
    private let channel: any Channel
    private let sessions: OpenSessions

    /// - Parameter port: 0 lets the system choose.
    /// - Throws: why the address cannot be listened on.
    package init(
        _ options: MailServerOptions, host: String = "127.0.0.1", port: Int,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(ListenFault) {
        let sessions = OpenSessions(
            SessionPlaces(options.mostSessions, each: options.mostSessionsEach), budget: options.budget)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ServerHandler(options, sessions, channel.eventLoop))
                }
            }
        do {
            channel = try await bootstrap.bind(host: host, port: port).get()
        } catch {
            throw ListenFault(error)
        }
        self.port = channel.localAddress?.port ?? port
        self.sessions = sessions
    }

    deinit { channel.close(promise: nil) }

    package var sessionCount: Int { sessions.count }

    /// In bytes: what all messages under way hold now.
    package var held: Int { sessions.held }

    /// Takes no further session, answers what is being taken, and returns when all have ended.
    ///
    /// - Parameter limit: after which sessions are cut off.
    package func stop(within limit: Duration) async {
        try? await channel.close()
        let open = sessions.close()
        for session in open { Self.onLoop(session) { $0.end(.shuttingDown) } }
        let late = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            for session in open { Self.onLoop(session) { $0.abort() } }
        }
        await sessions.deserted()
        late.cancel()
    }

    /// Ends one session, if it is still there; a message that the service has is answered first.
    ///
    /// - Parameter id: as its `ServedSession` has it.
    package func end(_ id: Int, saying reply: Reply) {
        guard let session = sessions[id] else { return }
        Self.onLoop(session) { $0.end(reply) }
    }

    private static func onLoop(
        _ session: NIOLoopBound<ServerHandler>, _ work: @escaping @Sendable (ServerHandler) -> Void
    ) {
        session.eventLoop.execute { work(session.value) }
    }
}

/// Why an address cannot be listened on, as the end of a sentence.
package struct ListenFault: Error, Sendable, Hashable {
    package let words: String

    init(_ error: any Error) {
        switch error {
        case let error as IOError: words = String(cString: strerror(error.errnoCode))
        case is SocketAddressError, is SocketAddressError.UnknownHost: words = "the host is not known"
        default: words = "the system does not let it"
        }
    }
}
