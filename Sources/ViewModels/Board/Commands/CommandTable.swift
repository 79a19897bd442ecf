import ServiceCore
import Terminal

/// Every command there is.
@MainActor
package enum CommandTable {
    package static let all: [Command] =
        everywhere + list + page + watch + ofKinds

    /// Panes of one kind have their commands in common.
    private static let ofKinds: [Command] = (PaneRegistry.all + PaneRegistry.ofRows).flatMap {
        paneCommands($0)
    }.reduce(into: []) {
        commands, command in
        if !commands.contains(where: { $0.name == command.name }) { commands.append(command) }
    }

    /// The commands whose keys work in these scopes, the narrowest scope first.
    package static func commands(in scopes: [CommandScope]) -> [Command] {
        scopes.flatMap { scope in all.filter { $0.scope == scope } }
    }

    /// The command of a dotted name or a short word.
    package static func named(_ name: String) -> Command? {
        all.first { $0.name == name || $0.word == name } ?? all.first { $0.aliases.contains(name) }
    }

    /// All that may be typed after the colon, but for what only some platforms offer.
    package static var words: [String] { all.flatMap { [$0.name, $0.word] + $0.aliases } }

    /// The names that a config file may give keys to.
    package static var names: [String] { all.flatMap { [$0.name] + $0.aliases } }
}
