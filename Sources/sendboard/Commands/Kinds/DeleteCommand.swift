import ArgumentParser
import ServiceCore

struct DeleteCommand<Noun: ServedKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: "Deletes rows.")
    }

    @Argument(help: ArgumentHelp("Ids or names.", valueName: "id"))
    var keys: [String]

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: "Options of every command") var globals: GlobalOptions

    func run() async throws {
        let keys = keys
        let command = [Noun.kind.commandName, "delete"] + keys
        try await EditRun(Noun.kind, form, [], answer: Answer(text: yes, command: command)).run(globals) {
            edits throws(ServiceError) in
            try await edits.delete(keys)
        }
    }
}
