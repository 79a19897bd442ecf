import ServiceCore
package import Terminal

/// Which key runs which command, the built-in keys and a person's own.
@MainActor
package struct KeyMap {
    private let overrides: [String: [KeyStroke]]

    package init(overrides: [String: [KeyStroke]] = [:]) { self.overrides = overrides }

    package func keys(of command: Command) -> [KeyStroke] {
        ([command.name] + command.aliases).lazy.compactMap { overrides[$0] }.first ?? command.keys
    }

    /// The command that a key runs, the narrowest scope winning; what is not offered here is passed over.
    package func resolve(_ key: KeyStroke, in scopes: [CommandScope], on board: Board) -> Command? {
        CommandTable.commands(in: scopes).first { keys(of: $0).contains(key) && $0.isOffered(board) }
    }

    /// The key that a hint names, empty where a command has none.
    package func spelling(of command: Command) -> String {
        keys(of: command).first.map(\.spelling) ?? ""
    }
}
