import NIOCore
import NIOHTTP1
import NIOTLS

/// One request and what becomes of it.
struct GatewayCall: Sendable {
    let head: HTTPRequestHead
    let answer: EventLoopPromise<GatewayAnswer>
}

/// What a gateway answered.
struct GatewayAnswer: Sendable {
    let status: Int
    let body: String
    /// How long it asks to be left alone, in seconds.
    let retryAfter: Double
    /// Whether another request may follow on the connection.
    let isReusable: Bool
}

/// Asks a connection whether it may be used: at once in clear, else after the handshake.
struct AwaitReady: Sendable {}

/// Why there is no answer.
enum GatewayFault: Error {
    case timedOut, lost
    /// More than any answer of a gateway has.
    case tooLong
}

/// Has one request at a time on a connection answered, and fails it where the connection ends before.
final class GatewayExchange: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = GatewayCall
    typealias OutboundOut = HTTPClientRequestPart

    private static let longestBody = 8192
    private let limit: TimeAmount
    private var call: GatewayCall?
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []
    private var alarm: Scheduled<Void>?
    private var isReady: Bool
    private var waiting: EventLoopPromise<Void>?

    /// - Parameters:
    ///   - limit: how long the whole answer may take to come.
    ///   - isEncrypted: whether a handshake comes first.
    init(limit: TimeAmount, isEncrypted: Bool) { (self.limit, isReady) = (limit, !isEncrypted) }

    /// The time is up.
    private struct Late: Sendable {}

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is AwaitReady else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        if isReady { promise?.succeed() } else { waiting = promise }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let call = unwrapOutboundIn(data)
        (self.call, head, body) = (call, nil, [])
        let channel = context.channel
        alarm = context.eventLoop.scheduleTask(in: limit) {
            channel.pipeline.fireUserInboundEventTriggered(Late())
        }
        context.write(wrapOutboundOut(.head(call.head)), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let part):
            body += part.readableBytesView
            if body.count > Self.longestBody { fail(GatewayFault.tooLong, context) }
        case .end: finish()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is Late { return fail(GatewayFault.timedOut, context) }
        if case .handshakeCompleted? = event as? TLSUserEvent {
            isReady = true
            waiting?.succeed()
            waiting = nil
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error, context) }

    func channelInactive(context: ChannelHandlerContext) {
        fail(GatewayFault.lost, context)
        context.fireChannelInactive()
    }

    private func finish() {
        guard let head, let call = take() else { return }
        let wish = head.headers.first(name: "retry-after").flatMap { Double($0) } ?? 0
        call.answer.succeed(
            GatewayAnswer(
                status: Int(head.status.code), body: String(decoding: body, as: UTF8.self),
                retryAfter: max(0, wish), isReusable: head.isKeepAlive))
    }

    private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
        take()?.answer.fail(error)
        waiting?.fail(error)
        waiting = nil
        context.close(promise: nil)
    }

    @discardableResult
    private func take() -> GatewayCall? {
        alarm?.cancel()
        defer { call = nil }
        return call
    }
}
