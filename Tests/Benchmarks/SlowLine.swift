import NIOCore
import NIOPosix
import Synchronization

/// A line to a server on loopback on which all that the server says comes some time later, in order.
final class SlowLine: Sendable {
    private let channel: any Channel
    private let sessions: Sessions

    /// How many sessions there were at once.
    var most: Int { sessions.count.withLock { $0.most } }
    var port: Int { channel.localAddress?.port ?? 0 }

    private final class Sessions: Sendable {
        let count = Mutex((open: 0, most: 0))

        func begin() {
            count.withLock { $0 = ($0.open + 1, max($0.most, $0.open + 1)) }
        }

        func end() { count.withLock { $0.open -= 1 } }
    }

    init(to server: Int, delay: TimeAmount) async throws {
        let sessions = Sessions()
        self.sessions = sessions
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { client in
                sessions.begin()
                client.closeFuture.whenComplete { _ in sessions.end() }
                return ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { $0.pipeline.addHandler(Forwarding(to: client, after: delay)) }
                    .connect(host: "127.0.0.1", port: server)
                    .flatMap { client.pipeline.addHandler(Forwarding(to: $0, after: .zero)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func close() async { try? await channel.close() }
}

/// Hands on what comes in to the other side of the line.
private final class Forwarding: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let peer: any Channel
    private let delay: TimeAmount

    init(to peer: any Channel, after delay: TimeAmount) {
        (self.peer, self.delay) = (peer, delay)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard delay > .zero else { return peer.writeAndFlush(bytes, promise: nil) }
        peer.eventLoop.scheduleTask(in: delay) { [peer] in peer.writeAndFlush(bytes, promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        peer.eventLoop.scheduleTask(in: delay) { [peer] in peer.close(promise: nil) }
    }
}
