import ArgumentParser
import ServiceCore

/// Every verb that is not one of the five common ones: an action of the platform, by its name.
struct ActionCommand<Noun: ServedKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "do", abstract: "Does one of the actions, which also stand without “do”.",
            shouldDisplay: false)
    }

    @Argument(help: "The action's name.")
    var action: String?

    @Argument(help: ArgumentHelp("Ids or names, then fields as NAME=VALUE.", valueName: "id"))
    var arguments: [String] = []

    @Option(help: ArgumentHelp("Means it; where the board asks for a name, that name.", valueName: "name"))
    var yes: String?

    @OptionGroup var form: FieldOptions
    @OptionGroup(title: "Options of every command") var globals: GlobalOptions

    func run() async throws {
        guard let action else { throw Self.missingVerb }
        // The first is always a row: addresses may have a `=` in them.
        let keys = arguments.prefix(1) + arguments.dropFirst().filter { Assignment($0) == nil }
        let fields = arguments.dropFirst().filter { Assignment($0) != nil }
        let command = [Noun.kind.commandName, action] + arguments + form.assigned.flatMap { ["--set", $0] }
        let targets = Array(keys)
        try await EditRun(Noun.kind, form, Array(fields), answer: Answer(text: yes, command: command))
            .run(globals) { edits throws(ServiceError) in
                try await edits.perform(action, on: targets)
            }
    }

    private static var missingVerb: ServiceError {
        let name = Noun.kind.commandName
        let verbs =
            ["list", "show"] + (Noun.isWritable ? ["create", "edit", "delete"] : []) + KindVerbs.of(Noun.kind)
        return ServiceError(
            .invalid, "Say what to do: sendboard \(name) VERB.",
            hint: "Verbs: \(verbs.joined(separator: ", ")).")
    }
}
