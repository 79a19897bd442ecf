import ArgumentParser
import ServiceCore

struct EditCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "edit", abstract: "Changes fields of one row.")
    }

    @Argument(help: ArgumentHelp("Its id, or the name a person knows it by.", valueName: "id"))
    var key: String

    @Argument(help: ArgumentHelp("Fields to change; @path takes a file's text.", valueName: "name=value"))
    var fields: [String] = []

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let key = key
        try await EditRun(R.kind, form, fields).run(globals) { edits throws(ServiceError) in
            try await edits.edit(key)
        }
    }
}
