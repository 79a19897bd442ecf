import ArgumentParser
import ServiceCore

struct CreateCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create", abstract: "Makes a row from NAME=VALUE fields.", aliases: ["new"])
    }

    @Argument(
        help: ArgumentHelp("Fields of the board's form; @path takes a file's text.", valueName: "name=value"))
    var fields: [String] = []

    @Option(
        help: ArgumentHelp("Means it, where what is made is sent at once; with its name.", valueName: "name"))
    var yes: String?

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await EditRun(R.kind, form, fields, answer: Answer(text: yes)).run(globals) {
            edits throws(ServiceError) in
            try await edits.create()
        }
    }
}
