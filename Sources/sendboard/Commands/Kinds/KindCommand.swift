import ArgumentParser
import ServiceCore

/// `sendboard KIND …`: a noun with its verbs.
struct KindCommand<Noun: ServedKind>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Noun.kind.commandName, abstract: Noun.abstract,
            subcommands: reading + (Noun.isWritable ? writing : []) + Noun.own + actions
                + [ActionCommand<Noun>.self],
            defaultSubcommand: ActionCommand<Noun>.self)
    }

    private static var reading: [any ParsableCommand.Type] {
        [ListCommand<Noun>.self, ShowCommand<Noun>.self]
    }

    private static var writing: [any ParsableCommand.Type] {
        [CreateCommand<Noun>.self, EditCommand<Noun>.self, DeleteCommand<Noun>.self]
    }

    /// A verb with a command of its own, such as `launch`, needs none of the common ones.
    private static var actions: [any ParsableCommand.Type] {
        let own = Noun.own.map { $0.configuration.commandName }
        return Noun.verbs.filter { !own.contains($0.name) }.map { command($0) }
    }

    private static func command<Action: ServedVerb>(_ verb: Action.Type) -> any ParsableCommand.Type {
        VerbCommand<Noun, Action>.self
    }
}
