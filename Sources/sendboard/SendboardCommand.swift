import ArgumentParser

/// The root of the commands; alone it is the board.
struct SendboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sendboard",
        abstract: "A terminal dashboard for people who support message sending.",
        usage: """
            sendboard [options]
            sendboard KIND VERB [arguments] [options]
            sendboard COMMAND [options]
            """,
        discussion: """
            Without a command it opens the board; “sendboard manual” says how it is used. Options may stand \
            before or after the command. \
            Exit codes: 0 done, 1 failed, 2 usage or no terminal, 3 not found, 4 refused, 5 unauthorised, \
            6 unreachable.
            """,
        version: SendboardVersion.text,
        groupedSubcommands: [
            CommandGroup(name: "Rows", subcommands: KindCommands.all),
            CommandGroup(
                name: "Program",
                subcommands: [
                    OverviewCommand.self, DemoCommand.self, ServeCommand.self, EngineCommand.self,
                    RelayCommand.self, GatewayCommand.self, BounceCommand.self, InfoCommand.self,
                    ConnectionCommand.self, HistoryCommand.self, UndoCommand.self, CaseCommand.self,
                    PersonCommand.self,
                    ThemeCommand.self,
                    KeysCommand.self,
                    ManualCommand.self,
                ]),
        ])

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await BoardStart.run(globals)
    }

    /// What may stand first on the command line.
    static var commandNames: [String] {
        let groups = configuration.groupedSubcommands.flatMap(\.subcommands)
        return groups.map { $0.configuration.commandName ?? $0._commandName } + ["help"]
    }
}

/// The version that `--version` and `info` tell.
enum SendboardVersion {
    static let text = "0.1.0"
}
