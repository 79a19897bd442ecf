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
        if pane.kind == .event { commands.append(cycleKinds) }
        if pane.canCompose { commands.append(compose(pane)) }
        return commands
    }

    private static func command(
        _ edit: QuickEdit, rank: Int?, in pane: PaneDescription, keyed: Bool = true, prefix: String = ""
    ) -> Command {
        let actions = edit.menu.isEmpty ? edit.actions : edit.menu.flatMap(\.actions)
        let title = prefix + edit.title.replacing(" ", with: "-").replacing("/", with: "-").lowercased()
        // The verb is that of the command line; a menu has none.
        let (name, kind) = (edit.actions.first ?? title, pane.kind.commandName)
        return Command(
            "\(kind).\(name)", aliases: name == title ? [] : ["\(kind).\(title)"], edit.title,
            help: help(edit, pane), in: .pane(pane.kind), keys: keyed ? [edit.key] : [],
            effect: "XSRPTM".contains(edit.key.typed ?? " ") && keyed ? .irreversible : .reversible,
            needs: .row, hint: rank, offered: { $0.offers(actions, of: pane.kind) },
            offeredForRow: {
                $0.rowOffers { operations in operations.actions.contains { actions.contains($0.name) } }
            }
        ) { board, _ in edit.menu.isEmpty ? board.perform(edit.actions) : board.openMenu(edit) }
    }

    private static func help(_ edit: QuickEdit, _ pane: PaneDescription) -> String {
        if !edit.menu.isEmpty {
            let letters = edit.menu.map { "\($0.key.spelling) \($0.title)" }.joined(separator: ", ")
            return "Opens a menu: \(letters)."
        }
        let sentences: [String: String] = [
            "new-key": "Makes a new key and shows it; the old one stops working.",
            "reset-password": "Makes a new password and shows it.",
            "reset-key": "Makes a new signing key and shows it.",
            "seed": "Opts the sender in or out of seeding.", "check": "Looks the DNS records up now.",
            "enable": "Enables or disables the user.", "whitelist": "Puts on or takes off the whitelist.",
            "invalidate": "Invalidates, or revalidates what is invalid.",
            "allow": "Allows sending to the address again.",
            "test": "Sends one message of the campaign to an address.",
            "track-opens": "Tracks opens, or stops it.", "track-links": "Tracks links, or stops it.",
            "track-unsubscribes": "Tracks unsubscribes, or stops it.",
        ]
        return edit.actions.first.flatMap { sentences[$0] } ?? "\(edit.title)."
    }

    private static let launch = Command(
        "campaign.launch", "launch", help: "Launches the campaign, after a pre-flight and a confirmation.",
        in: .pane(.campaign), keys: [.character("S")], effect: .irreversible, needs: .row,
        hint: 2,
        offered: { $0.canLaunch }, offeredForRow: { $0.rowConnectionOffers(\.launchesCampaigns) },
        available: { $0.launchAvailability }
    ) { board, _ in board.askLaunch() }

    private static let cycleKinds = Command(
        "activity.kinds", "kinds", help: "Cycles the kinds of event shown.", in: .pane(.event),
        keys: [.character("f")], hint: 2
    ) { board, _ in board.cycleEventKinds() }

    private static func compose(_ pane: PaneDescription) -> Command {
        Command(
            "\(pane.kind.commandName).message", "message", help: "Composes one message or SMS to the rows.",
            in: .pane(pane.kind), keys: [.character("M")], effect: .irreversible, needs: .row,
            hint: 20, offered: { $0.canCompose },
            offeredForRow: { $0.rowConnectionOffers { $0.messages != nil } }
        ) { board, _ in board.composeMessage() }
    }
}
