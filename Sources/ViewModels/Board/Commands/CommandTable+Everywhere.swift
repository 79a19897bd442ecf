import ServiceCore
import Terminal

extension CommandTable {
    static let everywhere: [Command] = panes + views + session

    private static let panes: [Command] =
        PaneRegistry.all.map { pane in
            Command(
                "pane.\(pane.name)", word: pane.name, pane.title,
                help: "Shows the \(pane.title.lowercased()) pane.",
                keys: pane.number.map { [.character(Character(String($0)))] } ?? [], argument: "[FILTER]"
            ) { board, filter in
                board.showPane(
                    pane, filter: filter.isEmpty ? nil : filter, isOpened: board.isOpening)
            }
        } + [
            Command(
                "pane.next", word: "next-pane", "next pane", help: "Shows the pane to the right.",
                keys: [.tab]
            ) { board, _ in board.stepPane(1) },
            Command(
                "pane.previous", word: "previous-pane", "previous pane", help: "Shows the pane to the left.",
                keys: [.backTab]
            ) { board, _ in board.stepPane(-1) },
        ]

    private static let views: [Command] = [
        Command(
            "board.overview", word: "overview", "overview",
            help: "Shows what wants attention now, over all connections.", keys: ["0"]
        ) { board, _ in board.showOverview() },
        Command(
            "board.help", word: "help", "help", help: "Shows every key that works here.",
            keys: ["?", .function(1)], hint: 99
        ) { board, _ in board.openHelp() },
        Command(
            "board.manual", word: "manual", "manual", help: "Opens the manual, or its page of a topic.",
            argument: "[TOPIC]", offered: { !$0.manual.topics.isEmpty }
        ) { board, topic in board.openManual(topic) },
        Command(
            "board.palette", word: "palette", "palette", help: "Runs any command by its name.", keys: [":"],
            hint: 80
        ) { board, _ in board.openPalette() },
        Command(
            "person.why", word: "why", "why",
            help: "Says whether a message to an address would go out now, and why not.", keys: ["W"],
            needs: .cursor, hint: 70, argument: "[ADDRESS]", offered: { $0.canTrace }
        ) { board, address in board.askWhy(address) },
        Command(
            "row.case", word: "case", "case file",
            help:
                "Copies or saves what is known of the person, the message or the campaign, for whoever asks for proof.",
            keys: ["K"], needs: .cursor, offered: { $0.canMakeCase }
        ) { board, _ in board.openCaseMenu() },
        Command(
            "person.erase", word: "erase", "erase a person",
            help: "Erases all that is kept of a person, after a preview; nothing takes it back.",
            effect: .irreversible, needs: .cursor, argument: "[ADDRESS]", offered: { $0.canErase }
        ) { board, address in board.askErase(address) },
        Command(
            "person.hold", word: "hold", "hold a person",
            help: "Keeps a person’s rows from being deleted or erased, for a reason.", effect: .reversible,
            needs: .cursor, argument: "[ADDRESS]", offered: { $0.canHold }
        ) { board, address in board.askHold(address) },
        Command(
            "person.release", word: "release", "release a hold",
            help: "Ends the hold on a person, for a reason.",
            effect: .reversible, needs: .cursor, argument: "[ADDRESS]", offered: { $0.canHold }
        ) { board, address in board.askRelease(address) },
        Command(
            "person.holds", word: "holds", "holds", help: "Lists who is held, by whom and why.",
            offered: { $0.knowsHolds }
        ) { board, _ in board.openHolds() },
        Command(
            "board.relays", word: "relays", "where messages go",
            help: "Shows where messages go and how the relay stands: sessions, latency, last replies."
        ) { board, _ in board.openTransports() },
        Command(
            "board.connection", word: "connection", "connection",
            help: "Narrows the board to one connection.", keys: ["@"]
        ) { board, name in board.chooseConnection(name) },
        Command(
            "board.notices", word: "notices", "notices", help: "Lists the notices of this session."
        ) { board, _ in board.openNotices() },
        Command(
            "board.log", word: "log", "log of calls",
            help: "Shows the calls made to platforms, without their secrets.", keys: ["L"]
        ) { board, _ in board.openRequestLog() },
        Command(
            "pane.last", word: "last-view", "last view", help: "Goes back and forth between two panes.",
            keys: ["`"]
        ) { board, _ in board.showLastPane() },
        Command(
            "jump.back", "place before", help: "Goes back to where one was, with its filter.",
            keys: [.control("o")]
        ) { board, _ in board.jumpBack() },
        Command(
            "jump.forward", "place after", help: "Goes forward again.", keys: [.control("n")]
        ) { board, _ in board.jumpForward() },
        Command(
            "batch.open", word: "batch", "look up a batch", help: "Shows the batch with this eeid.",
            argument: "EEID"
        ) { board, id in board.lookUp(.batch, id) },
        Command(
            "message.open", word: "message", "look up a message", help: "Shows the event with this id.",
            argument: "ID"
        ) { board, id in board.lookUp(.event, id) },
    ]

    private static let session: [Command] = [
        Command(
            "edit.undo", word: "undo", "undo", help: "Takes back this console's last edit, again and again.",
            keys: ["u"], effect: .reversible, available: { $0.undoAvailability }
        ) { board, _ in board.undo() },
        Command(
            "edit.undos", word: "undos", "undo list",
            help: "Lists what was done, here and in the audit trail; Enter takes one back after a preview."
        ) { board, _ in board.openUndos() },
        Command(
            "edit.receipt", word: "receipt", "save a receipt",
            help: "Writes what an edit of several rows came to, row by row, to a CSV file.",
            argument: "[FILE]",
            available: {
                $0.receipts.isEmpty ? .disabled("no edit of several rows was made yet") : .available
            }
        ) { board, path in board.askReceipt(path) },
        Command(
            "board.refresh", word: "refresh", "refresh", help: "Reads what is shown again.",
            keys: ["r", .control("r"), .function(5)]
        ) { board, _ in board.refreshNow() },
        Command(
            "board.maximise", word: "maximise", "maximise",
            help: "Gives the whole screen to the pane, or takes it back.", keys: ["z"]
        ) { board, _ in board.toggleMaximised() },
        Command(
            "board.theme", word: "theme", "theme", help: "Switches the theme at once.", argument: "[NAME]"
        ) { board, name in board.chooseTheme(name) },
        Command(
            "board.set", word: "set", "set", help: "Switches an option: mouse, nomouse.", argument: "OPTION"
        ) { board, option in board.setOption(option) },
        Command(
            "board.back", word: "back", "back", help: "Goes back; at the first view it quits.", keys: ["q"],
            hint: 90
        ) { board, _ in board.goBack() },
        Command(
            "board.clear", word: "clear", "clear, back",
            help: "Clears the filter, then the marks, then goes back; never quits.", keys: [.escape]
        ) { board, _ in board.escape() },
        Command(
            "board.quit", word: "quit", "quit", help: "Leaves Sendboard; what is queued goes on."
        ) { board, _ in board.quit() },
        Command(
            "board.redraw", word: "redraw", "redraw", help: "Paints the whole screen anew.",
            keys: [.control("l")]
        ) { board, _ in board.effect(.redraw) },
        Command(
            "board.suspend", word: "suspend", "suspend", help: "Stops the program; fg brings it back.",
            keys: [.control("z")]
        ) { board, _ in board.effect(.suspend) },
        Command(
            "board.cancel", word: "cancel", "cancel",
            help: "Cancels the running request, else quits as q does.", keys: [.control("c")]
        ) { board, _ in board.cancelOrQuit() },
    ]
}
