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

/// One action of a kind as a command of its noun, for help and completion; what a connection really has is asked of it.
struct VerbCommand<R: Resource, P: Place>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: action.name, abstract: action.help, aliases: action.aliases)
    }

    private static var action: ActionDescription { R.actions[P.index] }

    @OptionGroup var options: ActionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        try await options.run(Self.action.name, on: R.kind, globals)
    }
}

/// A place in a list as a type: a command is one, and what kinds can do stands in lists.
protocol Place: SendableMetatype {
    static var index: Int { get }
}

enum First: Place {
    static var index: Int { 0 }
}

enum After<Before: Place>: Place {
    static var index: Int { Before.index + 1 }
}

/// `KIND message`: the board's `M`, for the kinds whose panes have it.
struct MessageCommand<R: Resource>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "message", abstract: "Composes one message or SMS to the rows.",
            discussion: """
                Without --yes nothing is sent: it says who would get the message and how to confirm it.
                """)
    }

    @OptionGroup var options: ActionOptions
    @OptionGroup(title: GlobalOptions.title) var globals: GlobalOptions

    func run() async throws {
        let keepsGoing = options.leaving.keepGoing
        try await options.run(on: R.kind, globals) { edits, keys async throws(ServiceError) in
            try await edits.message(to: keys, keepsGoing: keepsGoing)
        }
    }
}
