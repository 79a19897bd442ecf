import ServiceCore

extension CommandTable {
    /// What connections offer for the rows of a pane and no key of the pane does, so that the palette and help do.
    static func keylessActions(of pane: PaneDescription, on board: Board) -> [Command] {
        var names = Set(pane.quickEdits.flatMap { $0.actions + $0.menu.flatMap(\.actions) })
        return board.shownConnections.flatMap { $0.resources[pane.kind]?.operations.actions ?? [] }
            .filter { names.insert($0.name).inserted }
            .map { command($0, in: pane) }
    }

    private static func command(_ action: ResourceAction<Row>, in pane: PaneDescription) -> Command {
        let name = action.name
        return Command(
            "\(pane.kind.commandName).\(name)", action.title, help: action.help, in: .pane(pane.kind),
            effect: action.effect == .reversible ? .reversible : .irreversible, needs: .row,
            available: { $0.availability(ofAction: name) }
        ) { board, _ in board.perform([name]) }
    }
}
