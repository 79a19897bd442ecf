import Platform
import ServiceCore
import Settings

/// Naming the relay or the gateway of a data directory.
struct SideUse<Side: OtherSide>: Sendable {
    let side: Side
    /// Typed for it; nil where one is kept already, or none is wanted.
    let password: Secret?
    let isTried: Bool
    let answer: Answer
    /// Makes it the one in use.
    let use: @Sendable (EmbeddedPlatform) async throws(ServiceError) -> Void
    /// Whether it is in use as it is to be.
    let isInUse: @Sendable (EmbeddedPlatform) async throws(ServiceError) -> Bool
    /// What is still to be known once it is.
    var notes: [String] = []
    /// Who names it for itself; nil is the data directory.
    var owner: RelayOwner?

    func run(in session: Session) async throws(ServiceError) {
        let output = session.console.output
        let holding = try await holding(session)
        try answer.confirm(
            .name(TypedName(side.host)), doing: "sending real messages through \(side)",
            facts: ["Who is written to gets it; what is sent cannot be taken back."] + holding)
        let isSame = try await isInUse(session.platform)
        let greeting = SideGreeting(side, session.settings, typed: password)
        if isTried { try await greeting.run(output, keeping: session.platform) }
        if !isSame || password == nil { try await use(session.platform) }
        if let password {
            let path = try TransportPassword(Side.side, session.settings.paths, side.login).keep(password)
            try output.line("The password is kept in \(SafeLine.of(path)).")
        }
        let whose = owner.map { " of \(SafeLine.of($0.words))" } ?? ""
        try output.line("\(Side.messages)\(whose) leave through \(side) from now on.")
        try await RelayHolding(session).tell()
        for note in try await missing(in: session.platform) { try output.line(note) }
        for note in notes { try output.line(note) }
    }

    private func holding(_ session: Session) async throws(ServiceError) -> [String] {
        if let owner { return try await RelayHolding.facts(owner, to: side.description, in: session) }
        return try await RelayHolding.facts(Side.channel, to: side.description, in: session)
    }

    /// What has no way of its own now that something really leaves.
    private func missing(in platform: EmbeddedPlatform) async throws(ServiceError) -> [String] {
        if try await platform.relay() == nil { return ["E-mail has no relay here and is refused."] }
        if try await platform.gateway() == nil {
            return ["Text messages have no gateway here and are refused."]
        }
        return []
    }
}

/// A look at the one in use.
struct SideCheck<Side: OtherSide>: Sendable {
    /// In place of the password that is kept.
    let password: Secret?
    /// The one in use; nil where there is none.
    var current: @Sendable (EmbeddedPlatform) async throws(ServiceError) -> Side? = {
        platform throws(ServiceError) in try await Side.current(in: platform)
    }

    /// - Parameter url: as it was typed; nil for the one in use.
    func run(_ url: String?, _ globals: GlobalOptions) async throws {
        guard let url else {
            return try await Session.run(globals, reads: true) { session async throws(ServiceError) in
                try await run(in: session)
            }
        }
        let side = try Side(typed: url)
        // Before there is any data, too.
        let console = Console.standard
        let settings = try await RunSettings(globals, console)
        try await SideGreeting(side, settings, typed: password).run(console.output)
    }

    private func run(in session: Session) async throws(ServiceError) {
        guard let side = try await current(session.platform) else {
            let word = Side.side.rawValue
            throw ServiceError(
                .notFound, "No \(word) is in use.", hint: "sendboard \(word) check \(Side.example)")
        }
        try await SideGreeting(side, session.settings, typed: password).run(
            session.console.output, keeping: session.platform)
    }
}

/// A relay or gateway that is asked and told of.
struct SideGreeting<Side: OtherSide>: Sendable {
    private let side: Side
    private let password: @Sendable () throws(ServiceError) -> Secret?

    /// - Parameter typed: the password in place of the one that is kept.
    init(_ side: Side, _ settings: RunSettings, typed: Secret?) {
        self.side = side
        let kept = TransportPassword(Side.side, settings.paths, side.login)
        password = { () throws(ServiceError) in
            if let typed { return typed }
            return try kept.read()
        }
    }

    /// - Parameter platform: keeps what came of it; nil where there is none yet.
    /// - Throws: at which step it failed and what the other side said.
    func run(_ output: Output, keeping platform: EmbeddedPlatform? = nil) async throws(ServiceError) {
        let answer = await Result { () async throws(ServiceError) in try await side.attempt(password) }
        try await platform?.note(answer, of: side.description)
        try output.line("\(side) answers: \(try answer.get()).")
    }
}

/// Leaving the one in use.
struct SideLeaving<Side: OtherSide>: Sendable {
    let answer: Answer
    /// Has none be in use.
    let leave: @Sendable (EmbeddedPlatform) async throws(ServiceError) -> Void

    func run(in session: Session) async throws(ServiceError) {
        let output = session.console.output
        guard try await Side.current(in: session.platform) != nil else {
            return try output.line("No \(Side.side.rawValue) is in use.")
        }
        let holding = try await RelayHolding.facts(Side.channel, to: nil, in: session)
        try answer.confirm(.yesNo, doing: "leaving the \(Side.side.rawValue)", facts: holding)
        try await leave(session.platform)
        let (relay, gateway) = (try await session.platform.relay(), try await session.platform.gateway())
        try output.line(
            relay == nil && gateway == nil
                ? "No message leaves this machine from now on."
                : "\(Side.messages) are refused from now on; the others go on.")
        try await RelayHolding(session).tell()
    }
}
