import ServiceCore
import Terminal

extension CommandTable {
    static let page: [Command] = lineMoves + onPages

    private static let onPages: [Command] = [
        Command(
            "page.search", "search", help: "Looks for words on this page.", in: .page, keys: ["/"], hint: 50
        ) { board, _ in board.askSearch() },
        Command(
            "page.next-hit", "next hit", help: "Goes to the next hit.", in: .page, keys: ["]"]
        ) { board, _ in board.moveToHit(1) },
        Command(
            "page.previous-hit", "previous hit", help: "Goes to the hit before.", in: .page, keys: ["["]
        ) { board, _ in board.moveToHit(-1) },
        Command(
            "page.open", "open", help: "Follows the line under the cursor.", in: .page, keys: [.enter],
            hint: 1
        ) { board, _ in board.followLink() },
        Command(
            "page.copy", "copy", help: "Copies the value under the cursor.", in: .page, keys: ["c"], hint: 60
        ) { board, _ in board.copyLine() },
        Command(
            "page.json", "raw JSON", help: "Shows the row as JSON, or its fields again.", in: .page,
            keys: ["y"], hint: 61, offered: { $0.currentDetail != nil }
        ) { board, _ in board.currentDetail?.toggleJSON() },
        Command(
            "page.history", "history", help: "Shows who changed the row, when and from what to what.",
            in: .page, keys: ["H"], offered: { $0.currentDetail != nil && $0.hasTrail }
        ) { board, _ in board.openHistory() },
        Command(
            "page.reveal", "reveal", help: "Shows the row's secrets for ten seconds.", in: .page, keys: ["x"],
            hint: 62, offered: { $0.currentDetail?.hasSecrets == true }
        ) { board, _ in board.revealSecrets() },
        Command(
            "page.edit", "edit", help: "Changes the row by a form.", in: .page, keys: ["e"],
            effect: .reversible, hint: 41, offered: { $0.currentDetail != nil && $0.canUpdate }
        ) { board, _ in board.openEditForm() },
        Command(
            "report.save", "save", help: "Writes the report to a file: .html, .txt or .json.", in: .page,
            keys: ["E"], hint: 2, argument: "[FILE]", offered: { $0.isReportShown }
        ) { board, path in board.askSaveReport(path) },
        Command(
            "relays.check", "check", help: "Greets the relay and logs in, and sends nothing.", in: .page,
            keys: ["C"], hint: 2, offered: { $0.canCheckTransports }
        ) { board, _ in board.checkTransports() },
        Command(
            "page.pause-refresh", "pause refresh", help: "Keeps what is shown as it is until pressed again.",
            in: .page, keys: ["p"]
        ) { board, _ in board.togglePaused() },
        Command(
            "page.previous-row", "previous row", help: "Shows the row before without going back.", in: .page,
            keys: [","], offered: { $0.currentDetail != nil }
        ) { board, _ in board.stepDetail(-1) },
        Command(
            "page.next-row", "next row", help: "Shows the next row without going back.", in: .page,
            keys: ["."], hint: 63, offered: { $0.currentDetail != nil }
        ) { board, _ in board.stepDetail(1) },
    ]

    static let watch: [Command] = [
        Command(
            "watch.pause-display", "pause", help: "Keeps the picture as it is; sending goes on.", in: .watch,
            keys: ["p"], hint: 10
        ) { board, _ in board.currentWatch?.toggleDisplayPause() },
        Command(
            "watch.pause", "pause sending", help: "Pauses or resumes sending.", in: .watch, keys: ["P"],
            effect: .irreversible, hint: 11, offered: { $0.canPauseSending },
            available: { $0.pauseAvailability }
        ) { board, _ in board.toggleSending() },
        Command(
            "watch.abort", "abort", help: "Ends the launch; who was not sent to is cancelled.", in: .watch,
            keys: ["X"], effect: .irreversible, hint: 12, offered: { $0.canAbortSending },
            available: { $0.abortAvailability }
        ) { board, _ in board.askAbort() },
        Command(
            "watch.resend", "send again",
            help: "Sends again to those whom the launch did not reach, or settles the unknown.", in: .watch,
            keys: ["S"], effect: .irreversible, hint: 16, offered: { $0.canSendAgain },
            available: { $0.sendAgainAvailability }
        ) { board, _ in board.sendAgain() },
        Command(
            "watch.faster", "more often", help: "Shows changes more often.", in: .watch, keys: ["+"]
        ) { board, _ in board.currentWatch?.changeInterval(by: -1) },
        Command(
            "watch.slower", "less often", help: "Shows changes less often.", in: .watch, keys: ["-"]
        ) { board, _ in board.currentWatch?.changeInterval(by: 1) },
        Command(
            "watch.list", "list",
            help: "Cycles the list below: all, failed, deferred, unknown, not sent, events.", in: .watch,
            keys: ["f"], hint: 13
        ) { board, _ in board.currentWatch?.cycleList() },
        Command(
            "watch.window", "window", help: "Changes the rate's window: 1 minute, 10 minutes, all.",
            in: .watch, keys: ["m"], hint: 14
        ) { board, _ in board.cycleWatchWindow() },
        Command(
            "watch.person", "person", help: "Opens the why of the recipient under the cursor.", in: .watch,
            keys: [.enter], hint: 15
        ) { board, _ in board.openWatchedPerson() },
        Command(
            "watch.report", "numbers", help: "Opens the report; Enter on a number opens its people.",
            in: .watch, keys: ["N"], hint: 16, argument: "[FILE]"
        ) { board, path in board.openReport(path) },
        Command(
            "watch.detail", "campaign", help: "Shows every field of the campaign.", in: .watch, keys: ["d"]
        ) { board, _ in board.openWatchedCampaign() },
        Command(
            "watch.down", "down", help: "Moves down in the list.", in: .watch, keys: ["j", .down]
        ) { board, _ in board.currentWatch?.moveCursor(by: 1) },
        Command(
            "watch.up", "up", help: "Moves up in the list.", in: .watch, keys: ["k", .up]
        ) { board, _ in board.currentWatch?.moveCursor(by: -1) },
    ]
}
