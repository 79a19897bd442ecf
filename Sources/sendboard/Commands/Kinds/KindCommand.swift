import ArgumentParser
import ServiceCore

/// `sendboard KIND …`: a noun with its verbs.
struct KindCommand<Noun: ServedKind>: ParsableCommand {
    static var configuration: CommandConfiguration {
        let verbs = KindVerbs.of(Noun.kind)
        let name = Noun.kind.commandName
        return CommandConfiguration(
            commandName: name, abstract: Noun.abstract,
            discussion: verbs.isEmpty
                ? ""
                : """
                Actions: \(verbs.joined(separator: ", ")). Written as \
                “sendboard \(name) \(verbs[0]) ID …”; several ids may follow.
                """,
            subcommands: Noun.own + reading + (Noun.isWritable ? writing : []) + [ActionCommand<Noun>.self],
            defaultSubcommand: ActionCommand<Noun>.self)
    }

    private static var reading: [any ParsableCommand.Type] {
        [ListCommand<Noun>.self, ShowCommand<Noun>.self]
    }

    private static var writing: [any ParsableCommand.Type] {
        [CreateCommand<Noun>.self, EditCommand<Noun>.self, DeleteCommand<Noun>.self]
    }
}
