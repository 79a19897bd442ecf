import ArgumentParser
import Platform
import SMTP
import ServiceCore
import Settings

/// The relay and the gateway that a server begins with.
struct ServeSides: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send through this relay; refused where another stands, or anything was ever queued.",
            valueName: "url"))
    var relay: String?

    @Flag(help: "Read the relay's password from standard input, and keep it as “relay use” does.")
    var relayPasswordStdin = false

    @Option(
        help: ArgumentHelp(
            "Send text messages through this gateway; refused where another stands, or anything was ever queued.",
            valueName: "url"))
    var gateway: String?

    @Flag(help: "Read the gateway's password from standard input, and keep it as “gateway use” does.")
    var gatewayPasswordStdin = false

    @Option(
        help: ArgumentHelp(
            "Where the gateway reaches this server, or none; by default where it listens, for a gateway on this machine.",
            valueName: "url"))
    var gatewayReceipts: String?

    func validate() throws {
        if relayPasswordStdin, relay == nil {
            throw ValidationError("--relay-password-stdin wants a --relay that it is for.")
        }
        if gateway == nil, gatewayPasswordStdin || gatewayReceipts != nil {
            throw ValidationError("--gateway-password-stdin and --gateway-receipts want a --gateway.")
        }
        if relayPasswordStdin, gatewayPasswordStdin {
            throw ValidationError(
                "Standard input has one password; keep the other with “gateway use --password-stdin” before.")
        }
    }

    /// Names them before the platform is opened to send: what is open follows no change.
    ///
    /// - Parameter own: where the server is reached on this machine; nil where that is not known.
    /// - Throws: `.refused` where messages go another way, or anything was ever queued to go one.
    func settle(_ settings: RunSettings, _ console: Console, servedAt own: String?) async throws {
        let relay = try relay.map { text throws(ServiceError) in try RelayAddress(typed: text) }
        let texts = try gateway.map { text throws(ServiceError) in
            try FirstGateway(text, receipts: gatewayReceipts, servedAt: own)
        }
        guard relay != nil || texts != nil else { return }
        let typed = relayPasswordStdin || gatewayPasswordStdin ? try StandardInput.password() : nil
        let ofRelay = relayPasswordStdin
        // The server sees to signals afterwards, which one process can do once.
        try await Session.within(settings, console) { session async throws(ServiceError) in
            if let relay {
                try await FirstSide(side: relay, password: ofRelay ? typed : nil).settle(in: session) {
                    platform throws(ServiceError) in
                    try await platform.useFirst(relay)
                }
            }
            try await texts?.settle(password: ofRelay ? nil : typed, in: session)
        }
    }
}

/// A relay or gateway that a data directory has from the start.
struct FirstSide<Side: OtherSide>: Sendable {
    let side: Side
    /// Typed for it; nil where one is kept already, or none is wanted.
    let password: Secret?

    /// - Parameter use: makes it the first that the directory ever had.
    /// - Throws: `.refused` where another stands.
    func settle(
        in session: Session, use: @Sendable (EmbeddedPlatform) async throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        let standing = try await Side.current(in: session.platform)
        if let standing, standing.description != side.description {
            throw ServiceError(
                .refused, "\(Side.messages) leave through \(standing), and not through \(side).",
                hint: "sendboard \(Side.side.rawValue) use \(side) --yes \(side.host)")
        }
        if standing == nil {
            try await SideGreeting(side, session.settings, typed: password).run(
                session.console.errors, keeping: session.platform)
            try await use(session.platform)
        }
        guard let password else { return }
        _ = try TransportPassword(Side.side, session.settings.paths, side.login).keep(password)
    }
}

/// The gateway of a data directory from the start, and where it tells what became of messages.
struct FirstGateway: Sendable {
    private let gateway: GatewayAddress
    private let receipts: ReceiptBase
    private let isTyped: Bool

    init(_ typed: String, receipts: String?, servedAt own: String?) throws(ServiceError) {
        gateway = try GatewayAddress(typed: typed)
        self.receipts = try ReceiptBase(receipts, of: gateway, servedAt: own)
        isTyped = receipts != nil
    }

    /// - Throws: `.refused` where another gateway stands, or another place for its receipts than was typed.
    func settle(password: Secret?, in session: Session) async throws(ServiceError) {
        let before = try await session.platform.gateway()
        try await FirstSide(side: gateway, password: password).settle(in: session) {
            platform throws(ServiceError) in
            try await platform.useFirst(gateway, receipts: receipts.url)
        }
        guard let before else {
            return try session.console.errors.line(receipts.note("--gateway-receipts"))
        }
        guard isTyped, before.receipts != receipts.url else { return }
        let typed = receipts.url ?? "none"
        throw ServiceError(
            .refused,
            "The gateway tells what became of messages at \(before.receipts ?? "no place"), not at \(typed).",
            hint: "sendboard gateway use \(gateway) --receipts \(typed) --yes \(gateway.host)")
    }
}
