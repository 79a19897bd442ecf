import ArgumentParser
import Platform
import SMTP
import ServiceCore
import Settings

/// The relay that a server begins with.
struct ServeRelay: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send through this relay; refused where another stands, or anything was ever queued.",
            valueName: "url"))
    var relay: String?

    @Flag(help: "Read the relay's password from standard input, and keep it as “relay use” does.")
    var relayPasswordStdin = false

    func validate() throws {
        if relayPasswordStdin, relay == nil {
            throw ValidationError("--relay-password-stdin wants a --relay that it is for.")
        }
    }

    /// Names the relay before the platform is opened to send: what is open follows no change.
    ///
    /// - Throws: `.refused` where messages go another way, or anything was ever queued to go one.
    func settle(_ settings: RunSettings, _ console: Console) async throws {
        guard let relay = try relay.map({ text throws(ServiceError) in try RelayAddress(typed: text) }) else {
            return
        }
        let typed = relayPasswordStdin ? try StandardInput.password() : nil
        // The server sees to signals afterwards, which one process can do once.
        try await Session.within(settings, console) { session async throws(ServiceError) in
            try await Self.settle(relay, typed, in: session)
        }
    }

    private static func settle(
        _ relay: RelayAddress, _ password: Secret?, in session: Session
    ) async throws(ServiceError) {
        let standing = try await session.platform.relay()
        guard standing?.url != relay.description else { return try keep(password, of: relay, session) }
        if let standing {
            throw ServiceError(
                .refused, "Messages leave through \(standing.url), and not through \(relay).",
                hint: "sendboard relay use \(relay) --yes \(relay.host)")
        }
        try await SideGreeting(relay, session.settings, typed: password).run(
            session.console.errors, keeping: session.platform)
        try await session.platform.useFirst(relay)
        try keep(password, of: relay, session)
    }

    private static func keep(
        _ password: Secret?, of relay: RelayAddress, _ session: Session
    ) throws(ServiceError) {
        guard let password else { return }
        _ = try TransportPassword(.relay, session.settings.paths, relay.login).keep(password)
    }
}
