import Platform
import SMTP
import ServiceCore
import Settings

/// Naming the relay of a data directory.
struct RelayUse: Sendable {
    let relay: RelayAddress
    /// Typed for it; nil where one is kept already, or none is wanted.
    let password: Secret?
    let isTried: Bool
    let answer: Answer

    func run(in session: Session) async throws(ServiceError) {
        let output = session.console.output
        try answer.confirm(
            .name(TypedName(relay.host)), doing: "sending real messages through \(relay)",
            facts: ["Who is written to gets it; what is sent cannot be taken back."])
        let isSame = try await session.platform.relay()?.url == relay.description
        if isTried { try await RelayTrial(relay, session.settings, typed: password).run(output) }
        if !isSame || password == nil { try await session.platform.use(relay) }
        if let password {
            let path = try RelayPassword(session.settings.paths, relay.login).keep(password)
            try output.line("The password is kept in \(SafeLine.of(path)).")
        }
        try output.line("Messages leave through \(relay) from now on.")
        try output.line(
            "Text messages have no gateway here and are refused; bounces that come back are not read.")
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
        try await RelayTrial(relay, session.settings, typed: password).run(session.console.output)
    }
}

/// A session with a relay that sends nothing.
struct RelayTrial: Sendable {
    private let relay: RelayAddress
    private let password: @Sendable () throws(ServiceError) -> Secret?

    /// - Parameter typed: the password in place of the one that is kept.
    init(_ relay: RelayAddress, _ settings: RunSettings, typed: Secret?) {
        self.relay = relay
        let kept = RelayPassword(settings.paths, relay.login)
        password = { () throws(ServiceError) in
            if let typed { return typed }
            return try kept.read()
        }
    }

    /// - Throws: at which step it failed and what the relay said.
    func run(_ output: Output) async throws(ServiceError) {
        var options = SessionOptions()
        options.login = try PlatformTransport.login(relay, password)
        let facts = try await Self.facts(relay, options)
        try output.line("\(relay) answers: \(Self.words(facts)).")
    }

    private static func facts(
        _ relay: RelayAddress, _ options: SessionOptions
    ) async throws(ServiceError) -> SessionFacts {
        do throws(DeliveryFault) {
            let session = try SMTPSession(to: relay, options)
            let facts = try await session.open()
            await session.quit()
            return facts
        } catch {
            throw ServiceError(error)
        }
    }

    private static func words(_ facts: SessionFacts) -> String {
        let can = facts.capabilities
        let offers = [
            can.pipelining ? "PIPELINING" : nil, can.chunking ? "CHUNKING" : nil,
            can.eightBitMIME ? "8BITMIME" : nil, can.smtpUTF8 ? "SMTPUTF8" : nil, can.dsn ? "DSN" : nil,
            can.largestMessage.map { "at most \(NumberText.grouped($0)) bytes a message" },
        ].compactMap { $0 }
        let parts = [
            facts.isEncrypted ? "encrypted" : "in clear",
            facts.login.map { "logged in by \($0)" } ?? "no login",
        ]
        return (parts + offers).joined(separator: ", ")
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
