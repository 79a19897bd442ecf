import ArgumentParser
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

    @OptionGroup var options: ConnectionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (name, place) = (name, ConnectionPlace(globals))
        // Nothing is asked, and no secret kept, for what cannot be added.
        try await place.write { writer throws(ServiceError) in try writer.checkFree(name) }
        let kind = try place.questions.platform(platform)
        var entry = ConnectionEntry(name: name, platform: kind.kind)
        entry.isReadOnly = globals.readOnly
        entry.badge = options.badge ?? ""
        entry.baseURL = try place.questions.baseURL(options.baseURL, of: kind)
        entry.credentials = try place.questions.credentials(options.credentials, of: kind, for: name)
        try await place.write { [entry] writer throws(ServiceError) in try writer.add(entry) }
        await place.tellUnreadable(entry.credentials, of: name)
        try place.tell(["Added \(name) to \(place.file).", "sendboard connection check \(name) tries it."])
    }
}

/// What `connection add` and `edit` may say of a connection.
struct ConnectionOptions: ParsableArguments {
    @Option(
        name: .customLong("base-url"), parsing: .unconditional,
        help: ArgumentHelp("Where it is reached.", valueName: "url"))
    var baseURL: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("A word for the header, such as PROD.", valueName: "word")
    )
    var badge: String?

    @Option(
        name: .customLong("credential"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Where a credential comes from; may be repeated.", valueName: "name=source"))
    var credentials: [String] = []
}
