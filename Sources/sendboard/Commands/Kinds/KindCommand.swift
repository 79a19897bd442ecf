import ArgumentParser
import ServiceCore
import ViewModels

/// `sendboard KIND …`: a noun with its verbs; the commands of all nouns are the same generic ones.
struct KindCommand<R: Resource>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: R.kind.commandName, abstract: R.words.about,
            subcommands: reading + (R.words.areMadeByPeople ? writing : []) + own + actions(from: First.self)
                + [ActionCommand<R>.self],
            defaultSubcommand: ActionCommand<R>.self)
    }

    private static var reading: [any ParsableCommand.Type] {
        [ListCommand<R>.self, ShowCommand<R>.self]
    }

    private static var writing: [any ParsableCommand.Type] {
        [CreateCommand<R>.self, EditCommand<R>.self, DeleteCommand<R>.self]
    }

    /// Commands that this noun alone has, or that its pane has a key of its own for.
    fileprivate static var own: [any ParsableCommand.Type] {
        let alone: [ResourceKind: [any ParsableCommand.Type]] = [
            .account: [AddAccountCommand.self], .contact: [WhyCommand.self, ReconcileCommand.self],
            .campaign: [LaunchCommand.self, ReportCommand.self, RecipientsCommand.self],
            .suppression: [ExportListCommand.self], .audit: [VerifyTrailCommand.self],
        ]
        let composing: (any ParsableCommand.Type)? =
            PaneRegistry[R.kind]?.canCompose == true ? MessageCommand<R>.self : nil
        let importing: (any ParsableCommand.Type)? =
            [.contact, .suppression].contains(R.kind) ? ImportCommand<R>.self : nil
        return (alone[R.kind] ?? []) + [composing, importing].compactMap(\.self)
    }

    /// A verb with a command of its own, such as `launch`, needs none of the common ones.
    private static func actions<P: Place>(from place: P.Type) -> [any ParsableCommand.Type] {
        guard P.index < R.actions.count else { return [] }
        let isOwn = own.contains { $0.configuration.commandName == R.actions[P.index].name }
        let verb: [any ParsableCommand.Type] = isOwn ? [] : [VerbCommand<R, P>.self]
        return verb + actions(from: After<P>.self)
    }
}

/// The nouns of the command line: every kind that has a pane.
enum KindCommands {
    static var all: [any ParsableCommand.Type] { PaneRegistry.resources.map { command($0) } }

    /// What can be done with rows of a kind besides, in the order of the alphabet, for sentences.
    static func verbs(of kind: ResourceKind) -> [String] {
        PaneRegistry[kind]?.resource.actions.map(\.name).sorted() ?? []
    }

    /// Every verb of a noun that stands for itself: its actions, and what it alone has, such as `contact why`.
    static func allVerbs(of kind: ResourceKind) -> [String] {
        Set(verbs(of: kind) + (PaneRegistry[kind].map { own($0.resource) } ?? [])).sorted()
    }

    /// Whether some noun has this verb.
    static func isVerb(_ word: String) -> Bool {
        all.flatMap { $0.configuration.subcommands }.contains {
            $0.configuration.commandName == word || $0.configuration.aliases.contains(word)
        }
    }

    private static func own<R: Resource>(_ resource: R.Type) -> [String] {
        KindCommand<R>.own.compactMap { $0.configuration.commandName }
    }

    private static func command<R: Resource>(_ resource: R.Type) -> any ParsableCommand.Type {
        KindCommand<R>.self
    }
}
