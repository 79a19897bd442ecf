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
            subcommands: Noun.own + [
                ListCommand<Noun>.self, ShowCommand<Noun>.self, CreateCommand<Noun>.self,
                EditCommand<Noun>.self,
                DeleteCommand<Noun>.self, ActionCommand<Noun>.self,
            ],
            defaultSubcommand: ActionCommand<Noun>.self)
    }
}
