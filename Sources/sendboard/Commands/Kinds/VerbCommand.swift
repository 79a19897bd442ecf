import ArgumentParser
import ServiceCore

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
