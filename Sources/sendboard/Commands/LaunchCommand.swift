import ArgumentParser
import ServiceCore

/// `campaign launch`: the board's `S`, with progress as lines.
struct LaunchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "launch", abstract: "Launches a campaign, or again what had not started.",
        discussion: """
            Without --yes and its name it launches nothing and says what would happen. Where another process runs the \
            engine or a hosted platform sends, the command ends with 0 as soon as the launch is taken; else it runs to \
            the end. With --watch it tells how it goes and ends with 0 if all were accepted, 1 if some were \
            not, 4 if the launch was refused.
            """)

    @Argument(help: ArgumentHelp("Its id or title.", valueName: "id"))
    var key: String

    @Flag(help: "Tell how the launch goes, to its end.")
    var watch = false

    @Option(help: ArgumentHelp("Means it: the campaign's name.", valueName: "name"))
    var yes: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (key, watch) = (key, watch)
        let answer = Answer(text: yes)
        let isGood = try await Session.run(globals) { session async throws(ServiceError) in
            let launch = LaunchRun(
                access: session.access(.campaign), console: session.console, answer: answer,
                zone: session.settings.zone)
            let engine = LaunchEngine(session.platform)
            return try await launch.run(key, watching: watch, engine: engine)
        }
        if !isGood { throw ExitCode(1) }
    }
}
