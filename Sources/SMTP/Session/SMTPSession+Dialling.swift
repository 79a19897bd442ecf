import NIOCore
import NIOPosix

extension SMTPSession {
    /// Connects; the handler hears of it, and of every wait from now on.
    func dial(_ handler: SessionHandler) {
        guard !handler.isClosed else { return }
        handler.dialled()
        let connecting = ClientBootstrap(group: loop)
            // Its own limit only frees what the session has given up; that one may be longer.
            .connectTimeout(TimeAmount(plan.options.limits.connect) + .seconds(1))
            .channelOption(.autoRead, value: false)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: plan.relay.host, port: plan.relay.port)
        connecting.whenComplete { result in
            self.onLoop { handler in Self.connected(result, handler) }
        }
    }

    /// Nothing is read before the handler is there to read it.
    private static func connected(_ result: Result<any Channel, any Error>, _ handler: SessionHandler) {
        switch result {
        case .failure(let error): handler.unreachable(ConnectionFailure.unreachable(error))
        case .success(let channel) where handler.isClosed: channel.close(promise: nil)
        case .success(let channel):
            do {
                try channel.pipeline.syncOperations.addHandler(handler)
                channel.setOption(.autoRead, value: true).whenFailure { _ in channel.close(promise: nil) }
            } catch {
                handler.unreachable(.lost)
            }
        }
    }
}
