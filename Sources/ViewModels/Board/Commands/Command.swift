package import ServiceCore
package import Terminal

/// One thing that a person can do: its name, its keys, where it stands, when it may and what it does.
///
/// The one table of these feeds dispatch, hints, palette, help, key overrides and the manual.
@MainActor
package struct Command: Identifiable {
    /// Dotted: `contact.whitelist`; what help, the config file and the palette know it by.
    package let name: String
    /// What is typed after `:` where that is shorter: `help` for `board.help`.
    package let word: String
    /// Names that it had before; the config file and the palette still know them.
    package let aliases: [String]
    /// What hints and palette say: `whitelist`.
    package let title: String
    /// One sentence for help.
    package let help: String
    package let scope: CommandScope
    package let keys: [KeyStroke]
    package let effect: CommandEffect
    /// What must be at hand first; keys typed ahead of it wait.
    package let needs: CommandNeed
    /// Its rank among the hints at the foot; nil keeps it out of them.
    package let hintRank: Int?
    /// What stands after the name in the palette, such as `NAME`; empty where nothing does.
    package let argument: String
    /// Whether the connection of the row at hand offers it, so that its key is worth a hint.
    package let isOfferedForRow: @MainActor (Board) -> Bool
    /// Whether anything here offers it at all; what is not offered is nowhere to be seen.
    package let isOffered: @MainActor (Board) -> Bool
    package let availability: @MainActor (Board) -> Availability
    package let perform: @MainActor (Board, _ argument: String) -> Void

    package nonisolated var id: String { name }

    package init(
        _ name: String, word: String? = nil, aliases: [String] = [], _ title: String, help: String,
        in scope: CommandScope = .everywhere, keys: [KeyStroke] = [], effect: CommandEffect = .reads,
        needs: CommandNeed = .nothing, hint: Int? = nil, argument: String = "",
        offered: @escaping @MainActor (Board) -> Bool = { _ in true },
        offeredForRow: @escaping @MainActor (Board) -> Bool = { _ in true },
        available: @escaping @MainActor (Board) -> Availability = { _ in .available },
        perform: @escaping @MainActor (Board, String) -> Void
    ) {
        self.name = name
        self.word = word ?? name
        self.aliases = aliases
        self.title = title
        self.help = help
        self.scope = scope
        self.keys = keys
        self.effect = effect
        self.needs = needs
        hintRank = hint
        self.argument = argument
        isOffered = offered
        isOfferedForRow = offeredForRow
        availability = { board in
            let row = needs == .row ? board.rowAvailability : .available
            return row.isAvailable ? available(board) : row
        }
        self.perform = perform
    }
}

extension Command {
    /// Whether it is known by this name.
    package func isCalled(_ name: String) -> Bool {
        self.name == name || word == name || aliases.contains(name)
    }
}

/// Where a command's keys work.
package enum CommandScope: Sendable, Hashable {
    case everywhere
    /// Any table.
    case list
    /// A detail, JSON, help or any other page of lines.
    case page
    case watch
    /// One pane's table, and its rows' details.
    case pane(ResourceKind)
}

/// What kind of thing a command does; the same key never does things of two kinds, so that a
/// finger that is used to a harmless key meets no harmful one elsewhere.
package enum CommandEffect: String, Sendable {
    case reads, reversible, irreversible
}
