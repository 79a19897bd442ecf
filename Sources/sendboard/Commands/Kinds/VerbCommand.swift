import ArgumentParser
import ServiceCore

/// One action of the platform as a command of its noun.
struct VerbCommand<Noun: ServedKind, Action: ServedVerb>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Action.name, abstract: Action.abstract, aliases: Action.aliases)
    }

    @OptionGroup var options: ActionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await options.run(Action.name, on: Noun.kind, globals)
    }
}

/// The verbs of a kind by name, for sentences.
enum KindVerbs {
    /// In the order of the alphabet.
    static func of(_ kind: ResourceKind) -> [String] {
        (ServedKinds.nouns.first { $0.kind == kind }?.verbs ?? []).map { $0.name }.sorted()
    }
}
