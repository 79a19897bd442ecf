import ServiceCore

extension CommandTable {
    /// What connections offer for the rows of a pane and no command of it is called like, so that the palette and help do.
    ///
    /// A key that does the opposite too is called by the first of its verbs; the other stands here.
    static func keylessActions(of pane: PaneDescription, on board: Board) -> [Command] {
        var names = Set(commands(in: [.pane(pane.kind)]).map(\.name))
        return board.shownConnections.flatMap { $0.resources[pane.kind]?.operations.actions ?? [] }
            .map { command($0, in: pane) }
            .filter { names.insert($0.name).inserted }
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
