import ServiceCore
import Terminal

/// The help overlay: every command that works where a person stands, those without a key by name alone.
@MainActor
package enum HelpPage {
    package static func lines(for board: Board) -> [DetailLine] {
        var lines: [DetailLine] = []
        for scope in board.scopes {
            let commands = board.offeredCommands(in: [scope])
            guard !commands.isEmpty else { continue }
            if !lines.isEmpty { lines.append(DetailLine(.blank)) }
            lines.append(DetailLine(.heading, text: heading(scope)))
            lines += commands.map { command in
                let keys = board.keyMap.keys(of: command).map(\.spelling).joined(separator: " ")
                return DetailLine.field(keys, "\(command.help)  :\(command.name)")
            }
        }
        return lines
    }

    package static func heading(_ scope: CommandScope) -> String {
        switch scope {
        case .everywhere: "Everywhere"
        case .list: "In a list"
        case .page: "In a detail or page"
        case .watch: "In the watch"
        case .pane(let kind): "In \(PaneRegistry[kind]?.title.lowercased() ?? kind.rawValue)"
        }
    }
}
