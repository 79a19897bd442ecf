import ArgumentParser
import ServiceCore

/// `KIND message`: the board's `M`, for the kinds whose panes have it.
struct MessageCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "message", abstract: "Composes one message or SMS to the rows.",
            discussion: """
                Without --yes nothing is sent: it says who would get the message and how to confirm it.
                """)
    }

    @OptionGroup var options: ActionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let keepsGoing = options.leaving.keepGoing
        try await options.run(on: R.kind, globals) { edits, keys async throws(ServiceError) in
            try await edits.message(to: keys, keepsGoing: keepsGoing)
        }
    }
}
