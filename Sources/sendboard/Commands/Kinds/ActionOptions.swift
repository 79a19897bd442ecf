import ArgumentParser
import ServiceCore

/// What every action takes: the rows, the fields of its form, and how it is confirmed.
struct ActionOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Ids or names, then fields as NAME=VALUE.", valueName: "id"))
    var arguments: [String] = []

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var leaving: KeepGoing
    @OptionGroup var form: FieldOptions

    func run(_ action: String, on kind: ResourceKind, _ globals: GlobalOptions) async throws {
        // The first is always a row: addresses may have a `=` in them.
        let keys = arguments.prefix(1) + arguments.dropFirst().filter { Assignment($0) == nil }
        let fields = arguments.dropFirst().filter { Assignment($0) != nil }
        let command =
            [kind.commandName, action] + arguments + form.assigned.flatMap { ["--set", $0] } + leaving.words
        let (targets, keepsGoing) = (Array(keys), leaving.keepGoing)
        try await EditRun(kind, form, Array(fields), answer: Answer(text: yes, command: command))
            .run(globals) { edits throws(ServiceError) in
                try await edits.perform(action, on: targets, keepsGoing: keepsGoing)
            }
    }
}

/// Whether what is wrong with some targets keeps the others from being done.
struct KeepGoing: ParsableArguments {
    @Flag(help: "Do the others where some cannot be done; without it nothing is.")
    var keepGoing = false

    /// As it stands on the command line.
    var words: [String] { keepGoing ? ["--keep-going"] : [] }
}
