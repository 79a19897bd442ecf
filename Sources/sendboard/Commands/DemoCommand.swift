import ArgumentParser
import ServiceCore

/// `demo`: the board on sample data.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Opens the board on sample data; no message leaves this machine.",
        discussion: """
            Without --data-dir the data is made in a throw-away directory and removed at exit. With it the data is \
            kept, and opened as it is the next time; a directory that demo did not make is refused.
            """)

    @Option(parsing: .unconditional, help: ArgumentHelp("How many contacts to make.", valueName: "n"))
    var contacts: WholeNumber?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func validate() throws {
        if let contacts, !(0...5_000_000).contains(contacts.value) {
            throw ValidationError(
                "--contacts takes a whole number from 0 to 5,000,000, not \(contacts.value).")
        }
    }

    func run() async throws {
        let console = Console.standard
        let settings = try await RunSettings(globals, console)
        let demo = Demo(settings: settings, console: console, contacts: contacts?.value)
        try await demo.run(in: globals.dataDir == nil ? nil : settings.dataDirectory)
    }
}
