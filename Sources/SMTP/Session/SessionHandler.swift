import NIOCore
import NIOTLS

/// Carries out on one connection what the machine of its session wants; lives on the connection's loop.
final class SessionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let plan: SessionPlan
    private let loop: any EventLoop
    private var machine: ClientMachine
    private var parser = ReplyParser()
    private var context: ChannelHandlerContext?
    /// Whether the message that is under way is the last one.
    private var isEnding = false
    private lazy var alarm = WaitAlarm(plan.options.clock, loop) { [unowned self] in ring() }

    /// Told once, when the session stands or never will.
    var opened: ((Result<SessionFacts, DeliveryFault>) -> Void)?
    var finished: ((TransactionResult) -> Void)?
    /// Told once, when nothing can be handed over any more.
    var closed: (() -> Void)?

    init(_ plan: SessionPlan, _ loop: any EventLoop) {
        self.plan = plan
        self.loop = loop
        machine = ClientMachine(plan.settings)
    }

    var isReady: Bool { machine.isReady }
    var isClosed: Bool { machine.isClosed }

    // MARK: What the owner asks

    /// Begins to wait for the connection.
    func dialled() { setAlarm() }

    func unreachable(_ reason: DeliveryFault.Reason) { perform(machine.end(reason)) }

    func begin(_ transaction: MailTransaction) { perform(machine.begin(transaction)) }

    func quit() { perform(machine.quit()) }

    func quit(within limit: Duration) {
        quit()
        alarm.shorten(to: limit)
    }

    /// Ends the session. A message whose last byte is written gets so much time for its reply.
    func abort(grace: Duration) {
        guard machine.isHandedOver else { return perform(machine.end(.cancelled)) }
        isEnding = true
        alarm.shorten(to: grace)
    }

    // MARK: What the connection tells

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        perform(machine.connected())
        if machine.isClosed { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        parser.append(unwrapInboundIn(data).readableBytesView)
        do {
            while !machine.isClosed, let reply = try parser.next() {
                perform(machine.receive(reply, hasMore: parser.hasMore))
            }
        } catch {
            perform(machine.end(.violation(error)))
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { perform(machine.secured()) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isHandshake = machine.wait == .tls
        perform(machine.end(ConnectionFailure.reason(error, isHandshake: isHandshake)))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        perform(machine.end(.lost))
        context.fireChannelInactive()
    }

    private func ring() { perform(machine.expired()) }

    private func setAlarm() { alarm.set(machine.wait.map { plan.options.limits[$0] }) }

    // MARK: What the machine wants

    /// The next wait begins before anything is said that the other side could answer.
    private func perform(_ actions: [ClientAction]) {
        if machine.isClosed { alarm.stop() } else { setAlarm() }
        for action in actions { perform(action) }
        if isEnding, machine.isReady { perform(machine.quit()) }
    }

    private func perform(_ action: ClientAction) {
        switch action {
        case .write(let bytes): write(bytes, promise: nil)
        case .writePiece(let bytes): writePiece(bytes)
        case .startTLS: startTLS()
        case .opened: take(&opened)?(.success(machine.facts))
        case .confirm(let id): confirm(id)
        case .answered(let id, let reply): plan.hooks.afterReply(id, reply)
        case .finished(let result): finished?(result)
        case .failed(let fault): take(&opened)?(.failure(fault))
        case .close: close()
        }
    }

    private func write(_ bytes: [UInt8], promise: EventLoopPromise<Void>?) {
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: promise)
    }

    private func writePiece(_ bytes: [UInt8]) {
        let promise = loop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess { [weak self] in
            guard let self else { return }
            perform(machine.written())
        }
        write(bytes, promise: promise)
    }

    private func confirm(_ id: Int64) {
        do {
            try plan.hooks.beforeFinalDot(id)
            perform(machine.handOver())
        } catch {
            perform(machine.withhold(error.words))
        }
    }

    private func startTLS() {
        guard let context else { return }
        do {
            guard let encryption = try plan.encryption() else { return }
            try context.pipeline.syncOperations.addHandler(encryption, position: .first)
        } catch {
            perform(machine.end(.tls(.handshake("TLS cannot be begun"))))
        }
    }

    private func close() {
        context?.close(promise: nil)
        take(&closed)?()
        finished = nil
    }

    /// Takes what is told once.
    private func take<Told>(_ told: inout Told?) -> Told? {
        defer { told = nil }
        return told
    }
}
