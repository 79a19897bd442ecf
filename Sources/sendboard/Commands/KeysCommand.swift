import ArgumentParser
import ServiceCore
import ViewModels

/// `keys`: the tables that help, footer and the manual's page of keys are made from.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Prints the keys, or checks that a file tells them right.")

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("A Markdown file whose key tables must be these.", valueName: "file"))
    var check: String?

    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let text = await KeyReference.markdown
        guard let check else { return try Console.standard.output.write(text) }
        guard try TextFile.read(check).contains(text) else {
            throw ServiceError(
                .refused, "The key tables of \(check) are not what the program does.",
                hint: "Put what “sendboard keys” prints in their place.")
        }
    }
}
