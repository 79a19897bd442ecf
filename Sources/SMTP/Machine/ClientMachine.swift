/// The client's side of one SMTP session, as a value: each event returns what is to be done.
///
/// It knows no socket, clock or task. After `close` it wants nothing any more, whatever comes.
struct ClientMachine: Sendable {
    enum Phase: Sendable {
        /// Up to the first message; at what.
        case opening(Stage)
        case ready
        case transaction(TransactionProgress)
        case quitting
        case closed
    }

    /// What a reply that has not come yet answers.
    enum Awaited: Sendable, Equatable {
        case greeting, ehlo, helo, startTLS, auth
        case quit
        case command(Command)
        /// The lone dot that ends a message for nobody.
        case emptyDot
        case end
    }

    /// How far the bytes of the message are.
    enum Body: Sendable {
        case none
        /// A piece is being written, of which `written` will tell.
        case writing(MessagePieces)
        /// The caller is asked before the last piece.
        case confirming(MessagePieces)
        case handedOver
    }

    let settings: ClientSettings
    var phase: Phase = .opening(.connect)
    var awaited: ArraySlice<Awaited> = []
    /// Commands of the message that wait for the answer to the one before.
    var commands: ArraySlice<Command> = []
    var body: Body = .none
    var exchange: LoginExchange?
    var isEncrypted = false
    /// Whether the server may have a message noted that came to nothing.
    var needsReset = false
    /// What the server announced last; under TLS only what it said under TLS.
    var capabilities = Capabilities()
    var greeting = ""
    var login: String?

    init(_ settings: ClientSettings) { self.settings = settings }

    var facts: SessionFacts {
        SessionFacts(
            greeting: greeting, capabilities: capabilities, isEncrypted: isEncrypted, login: login)
    }

    /// Whether only a reply is missing to know what became of the message.
    var isHandedOver: Bool {
        if case .handedOver = body { return true }
        return false
    }

    /// Whether a message may begin.
    var isReady: Bool {
        if case .ready = phase { return true }
        return false
    }

    var isClosed: Bool {
        if case .closed = phase { return true }
        return false
    }

    /// What it waits for now; nil where nothing has a limit.
    var wait: Wait? {
        switch (phase, body) {
        case (.closed, _): nil
        case (.opening(.connect), _): .connect
        case (.opening(.tls), _) where awaited.isEmpty: .tls
        case (.ready, _): .idle
        case (.quitting, _): .quit
        case (_, .writing): .dataPiece
        case (_, .confirming): nil
        default: awaited.first.map(Self.wait)
        }
    }

    private static func wait(_ awaited: Awaited) -> Wait {
        switch awaited {
        case .greeting: .greeting
        case .ehlo, .helo, .startTLS, .quit: .command
        case .auth: .auth
        case .command(.mail): .mail
        case .command(.rcpt): .rcpt
        case .command(.data): .dataStart
        case .command: .command
        case .emptyDot, .end: .dataEnd
        }
    }

    /// A whole reply came.
    ///
    /// - Parameter hasMore: whether further bytes came with it.
    mutating func receive(_ reply: Reply, hasMore: Bool) -> [ClientAction] {
        guard let answered = awaited.popFirst() else { return receiveUnasked(reply) }
        switch answered {
        case .greeting, .ehlo, .helo, .startTLS, .auth:
            return receiveOpening(answered, reply, hasMore: hasMore)
        case .quit: return close()
        case .command, .emptyDot, .end: return receiveInTransaction(answered, reply)
        }
    }

    /// A server may close a session that does nothing, and may refuse a message that is still being written.
    private mutating func receiveUnasked(_ reply: Reply) -> [ClientAction] {
        switch (phase, body) {
        case (.closed, _): return []
        case (.transaction(let progress), .writing), (.transaction(let progress), .confirming):
            if reply.isTransient || reply.isPermanent {
                return close([.finished(progress.result(.failed(DeliveryFault(.data, .refused(reply)))))])
            }
        default: break
        }
        if reply.closesSession { return end(.refused(reply)) }
        return end(.violation(.unexpectedReply(reply.code)))
    }

    /// Says goodbye where nothing is under way.
    mutating func quit() -> [ClientAction] {
        guard isReady else { return end(.cancelled) }
        phase = .quitting
        awaited = [.quit]
        return [.write(Array(Command.quit.line.utf8))]
    }

    /// The limit of the present wait passed.
    mutating func expired() -> [ClientAction] { isReady ? quit() : end(.timedOut) }

    /// The session is over: lost, too slow, not to be trusted, or called off.
    mutating func end(_ reason: DeliveryFault.Reason) -> [ClientAction] {
        switch phase {
        case .closed: []
        case .opening(let stage): close([.failed(DeliveryFault(stage, reason))])
        case .transaction(let progress): close([.finished(result(of: progress, reason))])
        case .ready, .quitting: close()
        }
    }

    mutating func close(_ actions: [ClientAction] = []) -> [ClientAction] {
        phase = .closed
        awaited = []
        exchange = nil
        body = .none
        return actions + [.close]
    }
}
