import NIOCore
import NIOPosix

extension ScriptedServer {
    /// Hands everything that nothing was scripted for to a real server, so that ways can be laid over its answers.
    ///
    /// - Parameter port: where that listens, in clear, on loopback.
    package func forward(to port: Int) {
        otherwise { request in
            guard let bytes = try? await ForwardedCall.answer(to: request, port: port) else {
                return .dropped
            }
            return .raw(bytes)
        }
    }
}

/// One request on a connection of its own, and its answer to the end.
private final class ForwardedCall: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var answer: [UInt8] = []
    private let promise: EventLoopPromise<[UInt8]>

    private init(_ promise: EventLoopPromise<[UInt8]>) { self.promise = promise }

    static func answer(to request: RecordedRequest, port: Int) async throws -> [UInt8] {
        let promise = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: [UInt8].self)
        let call = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ForwardedCall(promise))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .flatMap { $0.writeAndFlush(ByteBuffer(bytes: request.closing)) }
        call.whenFailure(promise.fail)
        return try await promise.futureResult.get().withoutClosing
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer += unwrapInboundIn(data).readableBytesView
    }

    func channelInactive(context: ChannelHandlerContext) { promise.succeed(answer) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension RecordedRequest {
    /// The same request, asking for an answer that ends with its connection.
    fileprivate var closing: [UInt8] {
        var lines = ["\(method) \(target) HTTP/1.1", "Connection: close"]
        lines += headers.filter { $0.name.lowercased() != "connection" }.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}

extension [UInt8] {
    /// An answer that says nothing of its connection, which the client keeps open.
    fileprivate var withoutClosing: [UInt8] {
        guard let headEnd = firstRange(of: Array("\r\n\r\n".utf8)) else { return self }
        let head = String(decoding: self[..<headEnd.lowerBound], as: UTF8.self).replacing("\r\n", with: "\n")
        let lines = head.split(separator: "\n").filter { !$0.lowercased().hasPrefix("connection:") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + self[headEnd.upperBound...]
    }
}
