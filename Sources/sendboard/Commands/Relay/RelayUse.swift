import Platform
import SMTP
import ServiceCore
import Settings
import Terminal

/// Naming the relay of a data directory.
struct RelayUse: Sendable {
    let relay: RelayAddress
    /// Typed for it; nil where one is kept already, or none is wanted.
    let password: Secret?
    let isTried: Bool
    let answer: Answer

    func run(in session: Session) async throws(ServiceError) {
        let output = session.console.output
        let affected = try await session.platform.heldByChange()
        let holding = affected.isNone ? [] : ["Held until released by name: \(affected.words)."]
        try answer.confirm(
            .name(TypedName(relay.host)), doing: "sending real messages through \(relay)",
            facts: ["Who is written to gets it; what is sent cannot be taken back."] + holding)
        let isSame = try await session.platform.relay()?.url == relay.description
        let trial = RelayGreeting(relay, session.settings, typed: password)
        if isTried { try await trial.run(output, keeping: session.platform) }
        if !isSame || password == nil { try await session.platform.use(relay) }
        if let password {
            let path = try RelayPassword(session.settings.paths, relay.login).keep(password)
            try output.line("The password is kept in \(SafeLine.of(path)).")
        }
        try output.line("Messages leave through \(relay) from now on.")
        try await RelayHolding(session).tell()
        try output.line(
            "Text messages have no gateway here and are refused. “sendboard relay set” says where bounces come back."
        )
    }
}

/// A look at the relay in use.
struct RelayCheck: Sendable {
    /// In place of the password that is kept.
    let password: Secret?

    func run(in session: Session) async throws(ServiceError) {
        guard let relay = try await session.platform.relay()?.address() else {
            throw ServiceError(
                .notFound, "No relay is in use.", hint: "sendboard relay check smtp://host:587")
        }
        try await RelayGreeting(relay, session.settings, typed: password).run(
            session.console.output, keeping: session.platform)
    }
}

/// A relay greeted and told of.
struct RelayGreeting: Sendable {
    private let relay: RelayAddress
    private let trial: RelayTrial

    /// - Parameter typed: the password in place of the one that is kept.
    init(_ relay: RelayAddress, _ settings: RunSettings, typed: Secret?) {
        self.relay = relay
        let kept = RelayPassword(settings.paths, relay.login)
        trial = RelayTrial(relay) { () throws(ServiceError) in
            if let typed { return typed }
            return try kept.read()
        }
    }

    /// - Parameter platform: keeps what came of it; nil where there is none yet.
    /// - Throws: at which step it failed and what the relay said.
    func run(_ output: Output, keeping platform: EmbeddedPlatform? = nil) async throws(ServiceError) {
        let answer = await Result { () async throws(ServiceError) in try await trial.run() }
        try await platform?.note(answer, of: relay)
        try output.line("\(relay) answers: \(try answer.get()).")
    }
}

/// Where messages go, as the board's page of it tells.
struct RelayTelling: Sendable {
    let output: Output
    let zone: WallZone

    func tell(_ report: TransportReport) throws(ServiceError) {
        let width = report.sections.flatMap(\.lines).map { DisplayWidth.of($0.label) }.max() ?? 0
        for (place, section) in report.sections.enumerated() {
            if place > 0 { try output.line("") }
            if !section.title.isEmpty { try output.line(section.title) }
            for line in section.lines {
                let label = SafeText(line.label).padded(to: width).text
                try output.line("\(label)  \(SafeLine.of(line.text.text(zone.text)))")
            }
        }
    }
}

extension RelayAddress {
    /// As a person typed it.
    ///
    /// - Throws: `.invalid`; a password in it is not repeated.
    init(typed text: String) throws(ServiceError) {
        do {
            try self.init(parsing: text)
        } catch {
            throw ServiceError(.invalid, error.message, hint: error.hint)
        }
    }
}
