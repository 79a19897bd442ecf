import ArgumentParser
import FoundationEssentials
import Platform
import SMTP
import ServiceCore
import Settings

/// `relay`: where the embedded platform's e-mail goes.
struct RelayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relay", abstract: "Where the embedded platform's e-mail goes.",
        discussion: """
            It stays on this machine until a relay is named. The relay belongs to the data directory: whatever program opens \
            it sends through the same one.
            """,
        subcommands: [
            ShowRelayCommand.self, CheckRelayCommand.self, UseRelayCommand.self, LeaveRelayCommand.self,
            SetRelayCommand.self,
            TestRelayCommand.self, WarmUpRelayCommand.self, ReleaseRelayCommand.self, DropRelayCommand.self,
        ])
}

struct ShowRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Tells where messages go, since when, and how that stands.",
        discussion: """
            It tells what the board's :relays page does: the state of the relay, its sessions and last replies as far as they are \
            known. Where another process runs the engine, they are as that one noted them last.
            """)

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await RelayTelling.run(globals)
    }
}

struct CheckRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Greets a relay and logs in, and sends nothing.")

    @Argument(help: ArgumentHelp("The relay; by default the one in use.", valueName: "url"))
    var url: String?

    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let typed = passwordStdin ? try StandardInput.password() : nil
        try await SideCheck<RelayAddress>(password: typed).run(url, globals)
    }
}

struct UseRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Has messages leave through a relay from now on.",
        discussion: """
            The relay is tried first. It is refused for sample data, while anything is being handed over, and while nobody knows \
            what became of some messages. What is scheduled, paused or waiting is held until it is released by name. Who has \
            the data directory open has to start anew.
            """)

    @Argument(
        help: ArgumentHelp(
            "smtp://user@host:port or smtps://…; the user only where it wants a login.", valueName: "url"))
    var url: String

    @Flag(help: "Read the password from standard input; it is kept in a file that nobody else can read.")
    var passwordStdin = false

    @Flag(help: "Take it without trying it first.")
    var unchecked = false

    @Option(
        help: ArgumentHelp(
            "At most so many messages on each of its first days: 500,1000,2000.", valueName: "numbers"))
    var warmUp: String?

    @Option(help: ArgumentHelp("Confirm it by the relay's host; needed.", valueName: "host"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let relay = try RelayAddress(typed: url)
        let typed = passwordStdin ? try StandardInput.password() : nil
        let plan = try warmUp.map { text throws(ServiceError) in
            try WarmUp(text, from: Console.standard.now())
        }
        let change = SideUse(
            side: relay, password: typed, isTried: !unchecked, answer: Answer(text: yes),
            use: { platform throws(ServiceError) in
                let isSame = try await platform.relay()?.url == relay.description
                if !isSame || plan == nil { try await platform.use(relay) }
                if let plan { try await platform.warmUp(plan) }
            },
            isInUse: { platform throws(ServiceError) in
                try await platform.relay()?.url == relay.description && plan == nil
            }, notes: ["“sendboard relay set” says where bounces come back."])
        try await Session.run(globals) { session async throws(ServiceError) in
            try await change.run(in: session)
        }
    }
}

struct LeaveRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Has messages stay on this machine again.")

    @Option(help: ArgumentHelp("Confirm it; needed.", valueName: "yes"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let leaving = SideLeaving<RelayAddress>(answer: Answer(text: yes)) { platform throws(ServiceError) in
            try await platform.use(nil)
        }
        try await Session.run(globals) { session async throws(ServiceError) in
            try await leaving.run(in: session)
        }
    }
}
