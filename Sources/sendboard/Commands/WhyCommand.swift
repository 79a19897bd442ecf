import ArgumentParser
import ServiceCore

/// `contact why`: the board's `W`.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Says whether a message to an address would go out now, and why not.")

    @Argument(help: "An e-mail address or a phone number.")
    var address: String

    @Option(help: "How the answer is written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (format, address) = (format, address)
        try await Session.run(globals, reads: true) { session async throws(ServiceError) in
            let tracing = PersonTracing(format: format, zone: session.settings.zone)
            try await tracing.run(address, session.workspace, session.console.output)
        }
    }
}
