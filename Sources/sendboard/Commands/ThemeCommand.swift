import ArgumentParser
import ServiceCore
import Settings
import Terminal

/// `theme`: what the board can look like.
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "What the board can look like.", subcommands: [ListThemesCommand.self]
    )
}

struct ListThemesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the themes of the program and those in the themes folder.")

    @Option(help: "How the themes are written.")
    var format = OutputFormat.table

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let console = Console.standard
        let settings = try await RunSettings(globals, console)
        let catalog = ThemeCatalog(directory: settings.paths.themesDirectory)
        let table = TextTable(
            fields: ["name", "title", "from"],
            lines: try catalog.entries().map { [$0.theme.name, $0.theme.title, $0.file ?? "built in"] })
        try table.write(format, console.output)
    }
}
