import ArgumentParser
import ServiceCore

/// `demo`: the board on sample data.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Opens the board on sample data; no message leaves this machine.")

    @Option(help: ArgumentHelp("How many contacts to make.", valueName: "n"))
    var contacts: Int?

    @OptionGroup(title: "Options of every command") var globals: GlobalOptions

    func run() async throws {
        throw ServiceError(.unsupported, "This build has no sample data.")
    }
}
