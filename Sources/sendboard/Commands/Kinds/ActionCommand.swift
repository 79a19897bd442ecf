import ArgumentParser
import ServiceCore

/// What stands where a verb does and is none of the known ones: an action that some connection has, by its name.
struct ActionCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "do", abstract: "Does an action by its name.",
            usage: "sendboard \(R.kind.commandName) VERB [<id> ...] [<name=value> ...] [options]",
            shouldDisplay: false)
    }

    @Argument(help: "The action's name.")
    var action: String?

    @OptionGroup var options: ActionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        guard let action else { throw Self.missingVerb }
        try await options.run(Self.known(action) ?? action, on: R.kind, globals)
    }

    /// The name of a verb by one of its others.
    private static func known(_ word: String) -> String? {
        R.actions.first { $0.aliases.contains(word) }?.name
    }

    private static var missingVerb: ServiceError {
        let name = R.kind.commandName
        let verbs =
            ["list", "show"] + (R.words.areMadeByPeople ? ["create", "edit", "delete"] : [])
            + KindCommands.allVerbs(of: R.kind)
        return ServiceError(
            .invalid, "Say what to do: sendboard \(name) VERB.",
            hint: "Verbs: \(verbs.joined(separator: ", ")).")
    }
}
