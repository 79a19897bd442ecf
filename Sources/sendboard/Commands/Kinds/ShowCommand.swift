import ArgumentParser
import ServiceCore

struct ShowCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show", abstract: "Shows one row with every field.", aliases: ["detail"])
    }

    @Argument(help: ArgumentHelp("Its id, or the name a person knows it by.", valueName: "id"))
    var key: String

    @Option(help: "How the row is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, key) = (format, key)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let showing = RowShowing(format: format, zone: session.settings.zone)
            try await showing.run(key, session.access(R.kind), session.console)
        }
    }
}
