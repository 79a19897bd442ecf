import ArgumentParser
import ServiceCore

/// `contact why`: the board's `W`.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Says whether a message to an address would go out now, and why not.")

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: ArgumentHelp("A campaign: was the person taken by it, and what happened?", valueName: "id"))
    var campaign: String?

    @Option(help: "How the answer is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, address, campaign) = (format, address, campaign)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let tracing = PersonTracing(format: format, zone: session.settings.zone)
            var found: KindAccess.Found?
            if let campaign { found = try await session.access(.campaign).find(campaign) }
            try await tracing.run(address, in: found, session.workspace, session.console.output)
        }
    }
}
