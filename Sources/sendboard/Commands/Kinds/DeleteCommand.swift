import ArgumentParser
import ServiceCore

struct DeleteCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: "Deletes rows.")
    }

    @Argument(help: ArgumentHelp("Ids or names.", valueName: "id"))
    var keys: [String]

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var leaving: KeepGoing
    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let (keys, keepsGoing) = (keys, leaving.keepGoing)
        try await EditRun(R.kind, form, [], answer: Answer(text: yes)).run(globals) {
            edits throws(ServiceError) in
            try await edits.delete(keys, keepsGoing: keepsGoing)
        }
    }
}
