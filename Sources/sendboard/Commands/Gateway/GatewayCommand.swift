import ArgumentParser
import Platform
import ServiceCore
import Settings

/// `gateway`: where the embedded platform's text messages go.
struct GatewayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway", abstract: "Where the embedded platform's text messages go.",
        discussion: """
            They stay on this machine until a gateway is named, as e-mail does until there is a relay; where one of both is named \
            the other's messages are refused. The gateway belongs to the data directory: whatever program opens it sends \
            through the same one.
            """,
        subcommands: [
            ShowGatewayCommand.self, CheckGatewayCommand.self, UseGatewayCommand.self,
            LeaveGatewayCommand.self,
        ])
}

struct ShowGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Tells where messages go, since when, and how that stands.",
        discussion: "The same as “sendboard relay show”: e-mail and text messages, each with its way.")

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws { try await RelayTelling.run(globals) }
}

struct CheckGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Asks a gateway whether it lets us in, and sends nothing.")

    @Argument(help: ArgumentHelp("The gateway; by default the one in use.", valueName: "url"))
    var url: String?

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let typed = passwordStdin ? try StandardInput.password() : nil
        try await SideCheck<GatewayAddress>(password: typed).run(url, globals)
    }
}

struct UseGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Has text messages leave through a gateway from now on.",
        discussion: """
            The gateway is tried first. It is refused for sample data, while texts are being handed over, and while nobody knows \
            what became of some. What is scheduled, paused or waiting is held until it is released by name (“sendboard relay \
            release”). Who has the data directory open has to start anew. What became of messages it tells “sendboard serve”, \
            at an address that nobody else knows.
            """)

    @Argument(
        help: ArgumentHelp(
            "kannel+http://user@host:port/path or kannel+https://…; the user only where it wants a login.",
            valueName: "url"))
    var url: String

    @Option(
        help: ArgumentHelp(
            "Where the gateway reaches “sendboard serve”, or none; by default http://127.0.0.1:8025 for a gateway on this machine.",
            valueName: "url"))
    var receipts: String?

    @Flag(help: "Read the password from standard input; it is kept in a file that nobody else can read.")
    var passwordStdin = false

    @Flag(help: "Take it without trying it first.")
    var unchecked = false

    @Option(help: ArgumentHelp("Confirm it by the gateway's host; needed.", valueName: "host"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let gateway = try GatewayAddress(typed: url)
        let receipts = try ReceiptBase(receipts, of: gateway)
        let typed = passwordStdin ? try StandardInput.password() : nil
        let change = SideUse(
            side: gateway, password: typed, isTried: !unchecked, answer: Answer(text: yes),
            use: { platform throws(ServiceError) in
                try await platform.use(gateway, receipts: receipts.url)
            },
            isInUse: { platform throws(ServiceError) in
                let now = try await platform.gateway()
                return now?.url == gateway.description && now?.receipts == receipts.url
            }, notes: [receipts.note("--receipts")])
        try await Session.run(globals) { session async throws(ServiceError) in
            try await change.run(in: session)
        }
    }
}

struct LeaveGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Has text messages leave no more.")

    @Option(help: ArgumentHelp("Confirm it; needed.", valueName: "yes"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let leaving = SideLeaving<GatewayAddress>(answer: Answer(text: yes)) {
            platform throws(ServiceError) in
            try await platform.use(nil, receipts: nil)
        }
        try await Session.run(globals) { session async throws(ServiceError) in
            try await leaving.run(in: session)
        }
    }
}
