import ServiceCore
package import Terminal

/// Which key runs which command, the built-in keys and a person's own.
@MainActor
package struct KeyMap {
    private let overrides: [String: [KeyStroke]]
    /// The commands that a person has added, whose keys come before all others.
    let own: [Command]

    package init(overrides: [String: [KeyStroke]] = [:], own: [Command] = []) {
        (self.overrides, self.own) = (overrides, own)
    }

    /// Those of the added commands that work in a scope.
    func own(in scope: CommandScope) -> [Command] { own.filter { $0.scope == scope } }

    package func keys(of command: Command) -> [KeyStroke] {
        ([command.name] + command.aliases).lazy.compactMap { overrides[$0] }.first ?? command.keys
    }

    /// The command that a key runs, the narrowest scope winning; what is not offered here is passed over.
    package func resolve(_ key: KeyStroke, in scopes: [CommandScope], on board: Board) -> Command? {
        (scopes.flatMap { own(in: $0) } + CommandTable.commands(in: scopes)).first {
            keys(of: $0).contains(key) && $0.isOffered(board)
        }
    }

    /// The key that a hint names, empty where a command has none.
    package func spelling(of command: Command) -> String {
        keys(of: command).first.map(\.spelling) ?? ""
    }
}

/// The key tables of the manual, which `sendboard keys` prints.
@MainActor
package enum KeyReference {
    private static let scopes: [CommandScope] =
        [.everywhere, .list, .page, .watch] + PaneRegistry.kinds.map { .pane($0) }

    /// Markdown: a table per scope, in the command table's order.
    package static var markdown: String {
        scopes.compactMap(section).joined(separator: "\n\n") + "\n"
    }

    private static func section(_ scope: CommandScope) -> String? {
        let commands = CommandTable.commands(in: [scope]).filter { !$0.keys.isEmpty || scope == .everywhere }
        guard !commands.isEmpty else { return nil }
        let rows = commands.map { command in
            let keys = command.keys.map { "`\(escaped($0.spelling))`" }.joined(separator: " ")
            let argument = command.argument.isEmpty ? "" : " \(command.argument)"
            let word = command.word == command.name ? "" : ", or `:\(command.word)`"
            let typed = "`:\(command.name)\(argument)`\(word)"
            return "| \(keys) | \(typed) | \(command.help.replacing("|", with: "\\|")) |"
        }
        return "### \(HelpPage.heading(scope))\n\n| keys | name | does |\n| --- | --- | --- |\n"
            + rows.joined(separator: "\n")
    }

    /// A backtick needs a longer fence of them, a bar an escape inside a table.
    private static func escaped(_ key: String) -> String {
        key == "`" ? "backtick" : key.replacing("|", with: "\\|")
    }
}
