import ServiceCore
import Terminal

extension CommandTable {
    static let list: [Command] = rowMoves + columns + marking + reading + changing

    private static let columns: [Command] = [
        Command(
            "list.left", "columns left", help: "Shows the columns to the left.", in: .list,
            keys: ["h", .left]
        ) { board, _ in board.scrollColumns(by: -1) },
        Command(
            "list.right", "columns right", help: "Shows the columns to the right.", in: .list,
            keys: ["l", .right]
        ) { board, _ in board.scrollColumns(by: 1) },
    ]

    private static let marking: [Command] = [
        Command(
            "list.mark", "mark", help: "Marks or unmarks the row and moves down.", in: .list, keys: [.space],
            needs: .row, hint: 60
        ) { board, _ in board.moveInList { $0.toggleMark() } },
        Command(
            "list.mark-range", "mark to here", help: "Marks from the last mark to here.", in: .list,
            keys: ["V"], needs: .row
        ) { board, _ in board.markRange() },
        Command(
            "list.invert-marks", "invert marks", help: "Marks what is not marked, and only that.", in: .list,
            keys: ["*"], needs: .cursor
        ) { board, _ in board.invertMarks() },
        Command(
            "list.mark-list", word: "mark", "mark a list",
            help: "Marks the rows of a pasted list: addresses in any wrapping, else an id or a name a line.",
            in: .list, argument: "[LIST]", offered: { $0.canMarkLists }
        ) { board, text in board.askList(text) },
        Command(
            "list.clear-marks", "clear marks", help: "Unmarks every row.", in: .list, keys: ["\\"],
            needs: .cursor
        ) { board, _ in board.clearMarks() },
    ]

    private static let reading: [Command] = [
        Command(
            "row.open", word: "open", "open",
            help: "Opens the row: its detail, or the watch of a campaign that runs or ran.", in: .list,
            keys: [.enter], needs: .row, hint: 1
        ) { board, _ in board.openSelected() },
        Command(
            "row.detail", word: "detail", aliases: ["row.show"], "detail",
            help: "Shows every field of the row.", in: .list, keys: ["d"], needs: .row
        ) { board, _ in board.openDetail() },
        Command(
            "row.json", word: "json", "raw JSON", help: "Shows the row as JSON, secrets masked.", in: .list,
            keys: ["y"], needs: .row
        ) { board, _ in board.openDetail(asJSON: true) },
        Command(
            "row.history", word: "history", "history",
            help: "Shows who changed the row, when and from what to what.", in: .list, keys: ["H"],
            needs: .row, offered: { $0.hasTrail }
        ) { board, _ in board.openHistory() },
        Command(
            "list.filter", word: "filter", "filter",
            help: "Shows only rows that match: words, field:value, -not, since:7d.", in: .list, keys: ["/"],
            hint: 50, argument: "[TEXT]"
        ) { board, text in board.askFilter(text) },
        Command(
            "list.keep-filter", word: "keep-filter", "keep filter",
            help: "Keeps the filter in force under a name, which filter:NAME calls.", in: .list,
            argument: "NAME"
        ) { board, name in board.keepFilter(name) },
        Command(
            "list.kept-filters", word: "kept-filters", "kept filters", help: "Chooses a filter that is kept.",
            in: .list
        ) { board, _ in board.chooseKeptFilter() },
        Command(
            "list.forget-filter", word: "forget-filter", "forget filter", help: "Keeps a filter no more.",
            in: .list, argument: "NAME"
        ) { board, name in board.forgetFilter(name) },
        Command(
            "list.sort-left", "sort by column left", help: "Sorts by the next sortable column to the left.",
            in: .list, keys: ["<"]
        ) { board, _ in board.moveSort(by: -1) },
        Command(
            "list.sort-right", "sort by column right",
            help: "Sorts by the next sortable column to the right.", in: .list, keys: [">"]
        ) { board, _ in board.moveSort(by: 1) },
        Command(
            "list.sort-invert", "invert order", help: "Turns the order round.", in: .list, keys: ["I"]
        ) { board, _ in board.invertSort() },
        Command(
            "list.columns", word: "columns", "columns", help: "Chooses the columns shown; remembered.",
            in: .list, keys: ["o"]
        ) { board, _ in board.chooseColumns() },
        Command(
            "row.copy", word: "copy", "copy", help: "Copies the row's key field to the clipboard.", in: .list,
            keys: ["c"], needs: .row
        ) { board, _ in board.copySelected() },
        Command(
            "list.export", word: "export", "export",
            help: "Writes the marked rows, or all that match, to a CSV or JSON file.", in: .list, keys: ["E"],
            argument: "[FILE]"
        ) { board, path in board.askExport(path) },
        Command(
            "list.pause-refresh", word: "pause-refresh", "pause refresh",
            help: "Keeps the rows as they are until pressed again.", in: .list, keys: ["p"]
        ) { board, _ in board.togglePaused() },
    ]

    private static let changing: [Command] = [
        Command(
            "row.new", word: "new", aliases: ["row.create"], "new", help: "Makes a new row by a form.",
            in: .list, keys: ["n"], effect: .reversible, hint: 40, offered: { $0.canCreate }
        ) { board, _ in board.openCreateForm() },
        Command(
            "list.import", word: "import", "import",
            help: "Takes a CSV file of rows in: a dry run first, then one edit that u takes back.", in: .list,
            effect: .reversible, argument: "[FILE]", offered: { $0.canImport }
        ) { board, path in board.openImport(path) },
        Command(
            "row.edit", word: "edit", "edit", help: "Changes the row, or the marked rows alike, by a form.",
            in: .list, keys: ["e"],
            effect: .reversible, needs: .row, hint: 41, offered: { $0.canUpdate },
            offeredForRow: { $0.rowOffers { $0.update != nil } }, available: { $0.updateAvailability }
        ) { board, _ in board.openEditForm() },
        Command(
            "row.delete", word: "delete", "delete",
            help: "Deletes the row or the marked rows, after a confirmation.", in: .list, keys: ["X"],
            effect: .irreversible, needs: .row, hint: 42, offered: { $0.canDelete },
            offeredForRow: { $0.rowOffers { $0.delete != nil } }, available: { $0.deleteAvailability }
        ) { board, _ in board.askDelete() },
    ]
}
