import ArgumentParser
import ServiceCore
import Settings

/// Rows that stand in a file or on standard input, and where what came of each is written.
struct RowListOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Rows from a file: addresses in any wrapping, else an id or a name a line. - reads standard input.",
            valueName: "file"), completion: .file())
    var fromFile: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Writes what came of each row to this file: target, before, after, outcome.",
            valueName: "file.csv"),
        completion: .file(extensions: ["csv"]))
    var receipt: String?

    /// What stands for standard input among the rows.
    private static let input = "-"

    /// The rows among the arguments, and those of the list behind them; and the fields.
    ///
    /// - Throws: `.invalid` where the list names no row; what `TextFile` throws.
    func split(_ arguments: [String]) throws(ServiceError) -> (keys: [String], fields: [String]) {
        // The first is always a row where no list is named: addresses may have a `=` in them.
        let first = fromFile == nil ? 1 : 0
        let rest = arguments.dropFirst(first)
        let keys = try all(Array(arguments.prefix(first)) + rest.filter { Assignment($0) == nil })
        return (keys, rest.filter { Assignment($0) != nil })
    }

    /// Those that are named, with those of the list.
    func all(_ named: [String]) throws(ServiceError) -> [String] {
        var keys = named + (try fromFile.map { file throws(ServiceError) in try list(in: file) } ?? [])
        if let place = keys.firstIndex(of: Self.input) {
            keys.replaceSubrange(place...place, with: try list(in: Self.input))
        }
        return keys
    }

    private func list(in file: String) throws(ServiceError) -> [String] {
        let isInput = file == Self.input
        let list = TypedList(isInput ? try StandardInput.text() : try TextFile.read(file))
        let place = isInput ? "standard input" : "“\(file)”"
        guard !list.keys.isEmpty else {
            throw ServiceError(
                .invalid, "There is no address and no name in \(place).",
                hint: "Write addresses in any wrapping, or an id or a name a line.")
        }
        // What is no address is looked for like the others, so that it is told as not found.
        return list.keys + list.faulty
    }

    /// The file that the receipt goes to; nil where none is wanted.
    ///
    /// - Throws: where no file of that name can be made, before anything is done.
    func receiptFile() throws(ServiceError) -> ExportFile? {
        guard let receipt else { return nil }
        let file = ExportFile(path: receipt)
        try file.checkReceipt()
        return file
    }
}
