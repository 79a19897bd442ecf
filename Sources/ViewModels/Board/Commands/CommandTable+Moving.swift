import ServiceCore
import Terminal

/// Rows and lines are moved through by the same keys.
extension CommandTable {
    static let rowMoves: [Command] = moves.map { move in
        Command(
            "list.\(move.name)", move.title("row"), help: move.rowHelp, in: .list, keys: move.keys,
            needs: .rows
        ) { board, _ in board.moveInList(move.rows) }
    }

    static let lineMoves: [Command] = moves.map { move in
        // Space marks a row.
        let keys = move.keys + (move.name == "page-down" ? [.space] : [])
        return Command(
            "page.\(move.name)", move.title("line"), help: move.lineHelp, in: .page, keys: keys
        ) { board, _ in board.moveInPage(move.lines) }
    }

    private struct Move {
        let name: String
        let keys: [KeyStroke]
        let rowHelp: String
        let lineHelp: String
        let rows: @MainActor (inout TableState) -> Void
        let lines: @MainActor (inout PageState) -> Void

        /// `page down`, `first row`.
        func title(_ noun: String) -> String {
            let words = name.replacing("half", with: "half-page").replacing("-", with: " ")
            return ["first", "last"].contains(name) ? "\(words) \(noun)" : words
        }
    }

    private static let moves = [
        Move(
            name: "down", keys: ["j", .down], rowHelp: "Moves to the next row.",
            lineHelp: "Moves a line down.", rows: { $0.move(by: 1) }, lines: { $0.move(by: 1) }),
        Move(
            name: "up", keys: ["k", .up], rowHelp: "Moves to the row before.",
            lineHelp: "Moves a line up.", rows: { $0.move(by: -1) }, lines: { $0.move(by: -1) }),
        Move(
            name: "page-down", keys: [.pageDown, .control("f")], rowHelp: "Moves a screen down.",
            lineHelp: "Moves a screen down.", rows: { $0.movePage(1) }, lines: { $0.movePage(1) }),
        Move(
            name: "page-up", keys: [.pageUp, .control("b")], rowHelp: "Moves a screen up.",
            lineHelp: "Moves a screen up.", rows: { $0.movePage(-1) }, lines: { $0.movePage(-1) }),
        Move(
            name: "half-down", keys: [.control("d")], rowHelp: "Moves half a screen down; never deletes.",
            lineHelp: "Moves half a screen down.", rows: { $0.moveHalfPage(1) },
            lines: { $0.moveHalfPage(1) }),
        Move(
            name: "half-up", keys: [.control("u")], rowHelp: "Moves half a screen up.",
            lineHelp: "Moves half a screen up.", rows: { $0.moveHalfPage(-1) },
            lines: { $0.moveHalfPage(-1) }),
        Move(
            name: "first", keys: ["g", .home], rowHelp: "Moves to the first row.",
            lineHelp: "Moves to the first line.", rows: { $0.moveToStart() }, lines: { $0.moveToStart() }),
        Move(
            name: "last", keys: ["G", .end], rowHelp: "Moves to the last row.",
            lineHelp: "Moves to the last line.", rows: { $0.moveToEnd() }, lines: { $0.moveToEnd() }),
    ]
}
