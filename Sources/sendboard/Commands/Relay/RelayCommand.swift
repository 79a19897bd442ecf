import ArgumentParser
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

    @OptionGroup var whose: RelayOwnerOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func validate() throws {
        guard url != nil, whose.owner != nil else { return }
        throw ValidationError("Name a relay, or whose it is, not both.")
    }

    func run() async throws {
        let typed = passwordStdin ? try StandardInput.password() : nil
        var check = SideCheck<RelayAddress>(password: typed)
        if let owner = whose.owner {
            check.current = { platform throws(ServiceError) in
                try RelayAddress(typed: try await owner.relay(in: platform))
            }
        }
        try await check.run(url, globals)
    }
}

struct LeaveRelayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Has messages stay on this machine again.",
        discussion: """
            An account or a sending domain that leaves the relay it named for itself goes as its account or the data directory \
            says.
            """)

    @Option(help: ArgumentHelp("Confirm it; needed.", valueName: "yes"))
    var yes: String?

    @OptionGroup var whose: RelayOwnerOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        if let owner = whose.owner {
            let leaving = OwnRelayLeaving(owner: owner, answer: Answer(text: yes))
            return try await Session.run(globals) { session async throws(ServiceError) in
                try await leaving.run(in: session)
            }
        }
        let leaving = SideLeaving<RelayAddress>(answer: Answer(text: yes)) { platform throws(ServiceError) in
            try await platform.use(nil)
        }
        try await Session.run(globals) { session async throws(ServiceError) in
            try await leaving.run(in: session)
        }
    }
}
