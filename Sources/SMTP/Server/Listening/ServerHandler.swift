import NIOCore
import NIOSSL
import NIOTLS

/// Carries out on one connection what the machine of a served session wants; lives on the connection's loop.
///
/// While the service is asked, or the client does not read its replies, nothing more is read from it: so little of what it
/// sends waits here.
final class ServerHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long the other side may take to read a last reply.
    private static let linger = TimeAmount.seconds(1)

    private let options: MailServerOptions
    private let sessions: OpenSessions
    private var machine: ServerMachine
    private var context: ChannelHandlerContext?
    private var id: Int?
    private var pace: ServerMachine.Pace?
    private var booked = 0
    private var holdsReading = false
    private var isLeaving = false
    private let loop: any EventLoop
    private lazy var alarm = WaitAlarm(options.clock, loop) { [unowned self] in perform(machine.expired()) }

    /// Rings where nobody has logged in for too long, whatever else was said.
    private lazy var arrival = WaitAlarm(options.clock, loop) { [unowned self] in
        if machine.needsLogin { perform(machine.expired()) }
    }

    init(_ options: MailServerOptions, _ sessions: OpenSessions, _ loop: any EventLoop) {
        self.options = options
        self.sessions = sessions
        self.loop = loop
        machine = ServerMachine(options.settings, ServedSession(id: 0, peer: "", isLocal: false))
    }

    /// Ends the session; a message that the service has is still answered.
    func end(_ reply: Reply) { perform(machine.end(reply)) }

    /// Ends the session at once.
    func abort() { context?.close(promise: nil) }

    // MARK: What the connection tells

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        let peer = PeerAddress(context.remoteAddress)
        guard let id = sessions.enter(NIOLoopBound(self, eventLoop: loop), from: peer) else {
            machine.lost()
            if options.settings.encryption != .implicit { write(Reply.tooManySessions.wire) }
            return leave()
        }
        self.id = id
        machine.facts = ServedSession(id: id, peer: peer.text, isLocal: peer.isLocal)
        perform(machine.connected())
        if machine.needsLogin { arrival.set(options.limits.arrival) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        machine.lost()
        alarm.stop()
        arrival.stop()
        _ = book()
        if let id { sessions.leave(id) }
        self.context = nil
        tellEnd()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        perform(machine.receive(unwrapInboundIn(data).readableBytesView))
    }

    func read(context: ChannelHandlerContext) {
        holdsReading = machine.isAsking || !context.channel.isWritable
        if !holdsReading { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        readOn()
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { perform(machine.secured()) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func readOn() {
        if holdsReading, let context { read(context: context) }
    }

    // MARK: What the machine wants

    private func perform(_ actions: [ServerAction]) {
        var actions = actions
        while !book() { actions = machine.lackRoom(actions) }
        var said: [UInt8] = []
        for action in actions {
            if case .write(let bytes) = action {
                said += bytes
                continue
            }
            write(said)
            said = []
            perform(action)
        }
        write(said)
        setAlarm()
    }

    private func perform(_ action: ServerAction) {
        switch action {
        case .write(let bytes): write(bytes)
        case .ask(let question): ask(question)
        case .startTLS: startTLS()
        case .close: leave()
        }
    }

    private func write(_ bytes: [UInt8]) {
        guard let context, !bytes.isEmpty else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func ask(_ question: ServerQuestion) {
        let (service, session, loop) = (options.service, machine.facts, loop)
        let bound = NIOLoopBound(self, eventLoop: loop)
        Task {
            let replies = await service.answer(question, session)
            loop.execute { bound.value.answered(replies) }
        }
    }

    private func answered(_ replies: [Reply]) {
        perform(machine.answered(replies))
        if context == nil { tellEnd() } else { readOn() }
    }

    /// Not before the service has answered what it was asked last: it may remember the session until then.
    private func tellEnd() {
        guard id != nil, !machine.isAsking else { return }
        id = nil
        options.service.ended(machine.facts)
    }

    private func startTLS() {
        guard let context, let encryption = options.encryption else { return abort() }
        do {
            try context.pipeline.syncOperations.addHandler(
                NIOSSLServerHandler(context: encryption()), position: .first)
        } catch {
            abort()
        }
    }

    /// - Returns: false where there is no room for what the session holds now.
    private func book() -> Bool {
        let held = machine.held
        guard held == booked || sessions.book(held, before: booked) else { return false }
        booked = held
        return true
    }

    private func setAlarm() {
        guard !machine.isClosed else { return alarm.stop() }
        guard machine.pace != pace else { return }
        pace = machine.pace
        alarm.set(machine.wait.map { options.limits[$0] })
    }

    /// Closes our half first: whoever is still talking gets to read the last reply before the connection goes.
    private func leave() {
        guard let context, !isLeaving else { return }
        isLeaving = true
        guard !machine.facts.isEncrypted else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: Self.linger) { bound.value.abort() }
    }
}

extension MailService {
    fileprivate func answer(_ question: ServerQuestion, _ session: ServedSession) async -> [Reply] {
        switch question {
        case .logIn(let attempt): [await logIn?(attempt, session) ?? .loginUnknown]
        case .sender(let sender): [await self.sender(sender, session)]
        case .recipient(let address): [await recipient(address, session)]
        case .message(let message): await self.message(message, session)
        }
    }
}
