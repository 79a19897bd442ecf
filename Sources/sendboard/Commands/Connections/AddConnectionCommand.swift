import ArgumentParser
import FoundationEssentials
import Providers
import ServiceCore
import Settings

/// `connection add`: a new entry in the configuration, asked for on the terminal where options do not say it.
struct AddConnectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds a platform to the configuration.",
        discussion: """
            Asks for what the options leave out. A credential comes from env:NAME, file:PATH or command:WORDS; one that \
            is typed is kept in a file that nobody else can read, never in the configuration.
            """)

    @Argument(help: "The name on the board.")
    var name: String

    @Option(help: ArgumentHelp("The kind of platform.", valueName: "kind"))
    var platform: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Where it is reached.", valueName: "url"))
    var baseURL: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("A word for the header, such as PROD.", valueName: "word")
    )
    var badge: String?

    @Option(
        name: .customLong("credential"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Where a credential comes from; may be repeated.", valueName: "name=source"))
    var credentials: [String] = []

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let console = Console.standard
        // The file need not be there yet, so it is not read as settings are.
        let paths = Paths(environment: console.environment, home: console.home)
        let here = FileManager.default.currentDirectoryPath
        let file = globals.config.map { paths.absolute($0, from: here) } ?? paths.configFile
        let questions = ConnectionQuestions(paths: paths, directory: here, console: console)
        let kind = try questions.platform(platform)
        var entry = ConnectionEntry(name: name, platform: kind.kind)
        entry.isReadOnly = globals.readOnly
        entry.badge = badge ?? ""
        entry.baseURL = try questions.baseURL(baseURL, of: kind)
        entry.credentials = try questions.credentials(credentials, of: kind, for: name)
        try await Self.add(entry, to: file, paths)
        try console.output.line("Added \(name) to \(file).")
        try console.output.line("sendboard connection check \(name) tries it.")
        try console.output.flush()
    }

    /// On the main actor, where the actions are known that the file's keys may name.
    @MainActor
    private static func add(_ entry: ConnectionEntry, to file: String, _ paths: Paths) throws(ServiceError) {
        try ConnectionWriter(RunSettings.reader(paths), path: file).add(entry)
    }
}
