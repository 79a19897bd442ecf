/// The server's side of one SMTP or LMTP session, as a value: each event returns what is to be done.
///
/// It knows no socket, clock or task. After `close` it wants nothing any more, whatever comes. Sources: RFC 5321, 1870 (SIZE),
/// 2033 (LMTP), 2034 (enhanced codes), 2920 (PIPELINING), 3030 (CHUNKING), 3207 (STARTTLS), 4954 (AUTH), 6152 (8BITMIME),
/// 6531 (SMTPUTF8).
struct ServerMachine: Sendable {
    /// What the next bytes of the client are.
    enum Reading: Sendable {
        case commands
        case login(ServerLogin)
        /// Up to the dot.
        case text
        /// - Parameter refusal: of a chunk that cannot be taken, but must be read.
        case chunk(left: Int, isLast: Bool, refusal: Reply?)
        /// Nothing before TLS stands.
        case tls
        case closed
    }

    let settings: MailServerSettings
    var facts: ServedSession
    var reading = Reading.commands
    var envelope: ServerEnvelope?
    /// What the service has not answered yet.
    var asked: ServerQuestion?
    var input = ServerInput()
    var faults = 0
    var failedLogins = 0
    private var lines = 0
    /// How many bytes of messages came.
    var textCount = 0
    /// What is said as the session ends, after the next reply; nil while it may go on.
    private var farewell: Reply?

    init(_ settings: MailServerSettings, _ facts: ServedSession) {
        self.settings = settings
        self.facts = facts
        if settings.encryption == .implicit { reading = .tls }
    }

    var isClosed: Bool {
        if case .closed = reading { return true }
        return false
    }

    /// Whether it looks at nothing before the service has answered.
    var isAsking: Bool { asked != nil }

    /// Whether the client still has to log in before it can do anything.
    var needsLogin: Bool {
        settings.offersLogin && facts.user == nil && !isClosed
            && (settings.requiresLogin || !facts.isLocal)
    }

    /// What it waits for from the client; nil while the service is asked.
    var wait: ServerWait? {
        if isAsking { return nil }
        switch reading {
        case .commands: return .command
        case .login: return .logIn
        case .text, .chunk: return .text
        case .tls: return .tls
        case .closed: return nil
        }
    }

    /// In bytes: what it keeps of the message under way.
    var held: Int {
        if case .message(let message) = asked { return message.bytes.count }
        return envelope?.body?.bytes.count ?? 0
    }

    /// How far the client is: whenever it changes the client has new time.
    struct Pace: Equatable {
        let wait: ServerWait?
        /// How many lines it has said.
        let lines: Int
        /// How many blocks of a message it has sent, of 64 KiB.
        let blocks: Int
    }

    var pace: Pace {
        guard wait == .text else { return Pace(wait: wait, lines: lines, blocks: 0) }
        return Pace(wait: .text, lines: lines, blocks: textCount >> 16)
    }

    // MARK: Events

    /// The connection stands. Where TLS comes first, `secured` is next.
    mutating func connected() -> [ServerAction] {
        if case .tls = reading { return [.startTLS] }
        return [greeting]
    }

    /// The connection is encrypted: whatever was said in clear is forgotten (RFC 3207 §4.2).
    mutating func secured() -> [ServerAction] {
        guard case .tls = reading else { return [] }
        facts.isEncrypted = true
        facts.helloName = ""
        facts.isExtended = false
        facts.user = nil
        envelope = nil
        input.dropAll()
        reading = .commands
        return settings.encryption == .implicit ? [greeting] : []
    }

    mutating func receive(_ bytes: some Collection<UInt8>) -> [ServerAction] {
        if isClosed { return [] }
        // What came in clear behind STARTTLS may be anybody's.
        if case .tls = reading { return [] }
        input.append(bytes)
        return goOn()
    }

    /// The service has answered what it was asked.
    mutating func answered(_ replies: [Reply]) -> [ServerAction] {
        guard let question = asked else { return [] }
        asked = nil
        if isClosed { return [] }
        let actions = settle(question, replies)
        guard let farewell else { return actions + goOn() }
        return actions + end(farewell)
    }

    /// There is no room for what the message has become: it is read to its end and refused.
    ///
    /// - Parameter actions: what the same bytes led to.
    /// - Returns: what is to be done instead.
    mutating func lackRoom(_ actions: [ServerAction]) -> [ServerAction] {
        guard case .message = asked else {
            envelope?.body?.refuse(.noRoom)
            return actions
        }
        let others = actions.filter { if case .ask = $0 { false } else { true } }
        return others + answered([.refusal(.noRoom, settings)])
    }

    /// The limit of the present wait passed.
    mutating func expired() -> [ServerAction] { close(.tooSlow) }

    /// The session is to end: what the service is asked is still answered.
    ///
    /// - Parameter reply: a 421, which may come whenever the client listens (RFC 5321 §3.8).
    mutating func end(_ reply: Reply) -> [ServerAction] {
        farewell = farewell ?? reply
        return isAsking || isClosed ? [] : close(reply)
    }

    /// The connection is gone.
    mutating func lost() {
        reading = .closed
        input.dropAll()
        envelope = nil
    }

    // MARK: Steps

    /// Takes what has come, up to what must be asked first.
    private mutating func goOn() -> [ServerAction] {
        var actions: [ServerAction] = []
        while !isAsking, let step = step() { actions += step }
        return actions
    }

    /// The next thing that came whole; nil until more comes.
    private mutating func step() -> [ServerAction]? {
        if input.isEmpty { return nil }
        switch reading {
        case .commands:
            return nextLine(upTo: max(settings.longestCommand, Self.authLine)).map { hear($0) }
        case .login(let login):
            return nextLine(upTo: MailServerSettings.longestLogin).map { hear($0, login) }
        case .text: return readText()
        case .chunk(let left, let isLast, let refusal): return readChunk(left, isLast, refusal)
        case .tls, .closed: return nil
        }
    }

    private mutating func nextLine(upTo limit: Int) -> ServerInput.Line? {
        let line = input.nextLine(upTo: limit)
        if line != nil { lines += 1 }
        return line
    }

    /// `AUTH` may bring a whole log-in with it.
    private static let authLine = MailServerSettings.longestLogin + 16

    func say(_ reply: Reply) -> [ServerAction] { [.write(reply.wire)] }

    /// Refuses; whoever says again and again what no server could obey is sent away.
    mutating func fault(_ reply: Reply) -> [ServerAction] {
        guard reply.code / 10 == 50 || reply.code / 10 == 53 || reply.code == 555 else { return say(reply) }
        faults += 1
        return faults < settings.mostFaults ? say(reply) : say(reply) + close(.tooManyFaults)
    }

    mutating func close(_ reply: Reply) -> [ServerAction] {
        // In the middle of a handshake nobody could read it.
        if case .tls = reading {
            lost()
            return [.close]
        }
        lost()
        return say(reply) + [.close]
    }
}
