internal import NIOCore
internal import NIOHTTP1

/// Tells a connection's guard that the body of the request under way will be read.
struct BodyWanted: Sendable {}

/// Ends connections whose other side is too slow, and answers what cannot be read as HTTP.
///
/// It stands right behind the decoder. Each connection has at most one timer, which is moved only when it goes off, so
/// that thousands of idle connections cost requests nothing.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        /// Waits for a request, or for its answer.
        case open
        /// No request will follow those that have come.
        case closing
        /// The answer under way is the last.
        case last
        /// All is said; what still comes is thrown away, so that the other side gets to read the answer.
        case over
    }

    private let limits: ServerOptions
    private let opening: OpeningBytes
    private let refusal: ([String]) -> ServerResponse
    private var phase = Phase.open
    private var unanswered = 0
    private var readsBody = false
    /// Whether the newest request's body comes only when it is asked for.
    private var awaitsBody = false
    private var deadline: NIODeadline?
    private var alarm: (time: NIODeadline, task: Scheduled<Void>)?

    /// - Parameter refusal: the answer to a request that cannot be read, by the path that it seems to have.
    init(
        _ limits: ServerOptions, _ opening: OpeningBytes, refusal: @escaping ([String]) -> ServerResponse
    ) {
        self.limits = limits
        self.opening = opening
        self.refusal = refusal
    }

    func handlerAdded(context: ChannelHandlerContext) { allow(limits.headTime, context) }

    func handlerRemoved(context: ChannelHandlerContext) { alarm?.task.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .over else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            unanswered += 1
            if !head.isKeepAlive { phase = .closing }
            readsBody = true
            awaitsBody =
                head.version == .http1_1
                && head.headers["expect"].contains { $0.lowercased() == "100-continue" }
            allow(limits.bodyTime, context)
        case .body: awaitsBody = false
        case .end:
            readsBody = false
            awaitsBody = false
            deadline = nil
            opening.forget()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var data = data
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if awaitsBody, unanswered == 1 {
                // Whether the body comes after this answer nobody can tell, so nothing that comes is read as a request.
                awaitsBody = false
                head.headers.replaceOrAdd(name: "connection", value: "close")
                data = wrapOutboundOut(.head(head))
            }
            if head.headers["connection"].contains("close") { phase = .last }
            allow(limits.answerTime, context)
        case .body: break
        case .end:
            unanswered = max(0, unanswered - 1)
            guard phase == .open || phase == .closing && unanswered > 0 else {
                context.writeAndFlush(data, promise: promise)
                return end(context)
            }
            if unanswered == 0 {
                allow(limits.idleTime, context)
            } else if !readsBody {
                deadline = nil
            }
        }
        context.write(data, promise: promise)
    }

    /// Asks for a body that waits to be asked for.
    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is BodyWanted else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        if awaitsBody {
            awaitsBody = false
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        }
        promise?.succeed()
    }

    /// A request that has begun is answered by its dialect, which learns of the fault from its body.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, unanswered == 0, phase != .over else {
            return context.fireErrorCaught(error)
        }
        let answer = refusal(opening.path)
        var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
        headers.replaceOrAdd(name: "content-length", value: String(answer.body.count))
        headers.replaceOrAdd(name: "connection", value: "close")
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(
            wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        end(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if phase == .over, case .inputClosed? = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    /// Closes our half; the other side has some time to read and to close its own.
    private func end(_ context: ChannelHandlerContext) {
        phase = .over
        context.close(mode: .output, promise: nil)
        allow(limits.lingerTime, context)
    }

    private func allow(_ time: Duration, _ context: ChannelHandlerContext) {
        let deadline = NIODeadline.now() + TimeAmount(time)
        self.deadline = deadline
        if let alarm, alarm.time <= deadline { return }
        alarm?.task.cancel()
        setAlarm(deadline, context)
    }

    private func setAlarm(_ time: NIODeadline, _ context: ChannelHandlerContext) {
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) { [self] in
            alarm = nil
            guard let deadline else { return }
            guard deadline <= .now() else { return setAlarm(deadline, context) }
            self.deadline = nil
            timeOut(context)
        }
        alarm = (time, task)
    }

    private func timeOut(_ context: ChannelHandlerContext) {
        if readsBody, phase != .over {
            context.fireErrorCaught(RequestFault.tooSlow)
        } else {
            context.close(promise: nil)
        }
    }
}
