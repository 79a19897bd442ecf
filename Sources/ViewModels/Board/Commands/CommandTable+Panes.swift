import ServiceCore
import Terminal

extension CommandTable {
    /// A pane's quick edits as commands, `M` and, for campaigns, `S`.
    static func paneCommands(_ pane: PaneDescription) -> [Command] {
        var commands = pane.quickEdits.enumerated().map { command($1, rank: 2 + $0, in: pane) }
        for edit in pane.quickEdits {
            commands += edit.menu.map { inner in
                command(inner, rank: nil, in: pane, keyed: false, prefix: edit.title + "-")
            }
        }
        if pane.kind == .campaign { commands.insert(launch, at: 0) }
        if pane.kind == .campaign { commands.append(report) }
        if pane.kind == .event { commands.append(cycleKinds) }
        if pane.kind == .audit { commands.append(takeBack) }
        if pane.canCompose { commands.append(compose(pane)) }
        return commands
    }

    private static func command(
        _ edit: ActionKey, rank: Int?, in pane: PaneDescription, keyed: Bool = true, prefix: String = ""
    ) -> Command {
        let actions = edit.allActions.map(\.name)
        let title = prefix + edit.title.replacing(" ", with: "-").replacing("/", with: "-").lowercased()
        // The verb is that of the command line; a menu has none.
        let (name, kind) = (edit.actions.first?.name ?? title, pane.kind.commandName)
        return Command(
            "\(kind).\(name)", aliases: name == title ? [] : ["\(kind).\(title)"], edit.title,
            help: edit.help, in: .pane(pane.kind), keys: keyed ? edit.stroke.map { [$0] } ?? [] : [],
            effect: keyed && edit.key.map { "XSRPTM".contains($0) } == true ? .irreversible : .reversible,
            needs: .row, hint: rank, offered: { $0.offers(actions, of: pane.kind) },
            offeredForRow: {
                $0.rowOffers { operations in operations.actions.contains { actions.contains($0.name) } }
            }
        ) { board, _ in edit.menu.isEmpty ? board.perform(actions) : board.openMenu(edit) }
    }

    private static let launch = Command(
        "campaign.launch", "launch", help: "Launches the campaign, after a pre-flight and a confirmation.",
        in: .pane(.campaign), keys: ["S"], effect: .irreversible, needs: .row, hint: 2,
        offered: { $0.canLaunch }, offeredForRow: { $0.rowConnectionOffers(\.launchesCampaigns) },
        available: { $0.launchAvailability }
    ) { board, _ in board.askLaunch() }

    private static let report = Command(
        "campaign.report", "numbers",
        help: "Opens the report of a launch, or writes it to a file: .html, .txt or .json.",
        in: .pane(.campaign), keys: ["N"], needs: .row, hint: 19, argument: "[FILE]",
        offered: { $0.canReport }, offeredForRow: { $0.rowConnectionOffers { $0.campaigns != nil } }
    ) { board, path in board.openReport(path) }

    private static let takeBack = Command(
        "audit.take-back", word: "take-back", "take back",
        help: "Takes the edit of this entry back, whoever made it, after a preview.", in: .pane(.audit),
        effect: .reversible, needs: .row, offered: { $0.hasTrail }
    ) { board, _ in board.askTakeBackSelected() }

    private static let cycleKinds = Command(
        "activity.kinds", "kinds", help: "Cycles the kinds of event shown.", in: .pane(.event), keys: ["f"],
        hint: 2
    ) { board, _ in board.cycleEventKinds() }

    private static func compose(_ pane: PaneDescription) -> Command {
        Command(
            "\(pane.kind.commandName).message", "message", help: "Composes one message or SMS to the rows.",
            in: .pane(pane.kind), keys: ["M"], effect: .irreversible, needs: .row, hint: 20,
            offered: { $0.canCompose }, offeredForRow: { $0.rowConnectionOffers { $0.messages != nil } }
        ) { board, _ in board.composeMessage() }
    }
}

extension ActionKey {
    var stroke: KeyStroke? { key.map { .character($0) } }
}

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
