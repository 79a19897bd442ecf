import ArgumentParser
import Logging
import ServiceCore
import Settings
import Terminal

/// The options of every command (`GlobalOption` says where they may stand).
struct GlobalOptions: ParsableArguments {
    /// Above them in help.
    static let title = "Options of every command"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The embedded platform's data directory.", valueName: "path"),
        completion: .directory)
    var dataDir: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The configuration file.", valueName: "path"),
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("The workspace to work in.", valueName: "name"))
    var workspace: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only this connection of the workspace.", valueName: "name"))
    var connection: String?

    @Option(
        help: ArgumentHelp(
            "A DNS server for checks, instead of the system's; can be given again.", valueName: "address"))
    var dns: [String] = []

    @Flag(help: "Change nothing: every writing operation is gone.")
    var readOnly = false

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The theme, as `theme list` names it.", valueName: "name")
    )
    var theme: String?

    @Option(help: "How many colours to use.")
    var color: ColorChoice?

    @Flag(help: "Draw no line or block glyphs.")
    var ascii = false

    @Flag(help: "Draw for screen readers: no borders, no spinner.")
    var plain = false

    @Flag(help: "Show and read all times in UTC.")
    var utc = false

    @Option(help: "What the log keeps.")
    var logLevel: LogLevel?
}

extension ColorChoice: ExpressibleByArgument {}

/// The levels of swift-log, as words of the command line.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
    case trace, debug, info, notice, warning, error, critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .warning }
}

/// A whole number as forms take it, so that `--limit 1,000` is what it is on the board.
struct WholeNumber: ExpressibleByArgument {
    var value: Int

    init(value: Int) { self.value = value }

    init?(argument: String) {
        guard let value = NumberText.whole(argument) else { return nil }
        self.value = value
    }

    var defaultValueDescription: String { String(value) }
}
