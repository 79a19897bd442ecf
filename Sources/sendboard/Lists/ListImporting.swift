import ServiceCore

/// `KIND import`: the dry run, or the work.
struct ListImporting: Sendable {
    let path: String
    let file: ListFile
    let order: ListOrder
    let format: OutputFormat
    /// Where refused rows go; nil beside the list, once it is taken in.
    var refusedPath: String?
    let means: Bool

    /// - Returns: whether every row could be taken.
    func run(_ access: KindAccess, _ console: Console) async throws(ServiceError) -> Bool {
        let (connection, operations) = try access.only()
        let (intake, receipt) = try intake(connection, operations)
        if let refusedPath { try WholeFile(path: refusedPath).check() }
        let line = ProgressLine(console.errors)
        let pace = ListPace(size: file.size, start: console.now(), now: console.now)
        let headings = try ListReader(file, order.format).headings
        let refused = RefusedRows(place, headings: headings)
        let watch = ListWatch(
            progress: { pace.show($0, means ? "taking" : "looking at", on: line) },
            refused: { row throws(ServiceError) in try refused.add(row) })
        let (report, outcome): (ListReport, EditOutcome?)
        do throws(ServiceError) {
            (report, outcome) = try await work(intake, watch)
        } catch {
            line.clear()
            refused.discard()
            throw error
        }
        line.clear()
        let file = Result(catching: { () throws(ServiceError) in try refused.finish() })
        try tell(report, outcome, try? file.get(), console)
        if outcome != nil, let receipt {
            try console.errors.line("sendboard: what became of each row is in \(SafeLine.of(receipt.path))")
            try console.errors.flush()
        }
        _ = try file.get()
        return report[.refused] == 0
    }

    /// A dry run leaves no file that nobody asked for.
    private var place: RefusedRows.Place {
        refusedPath.map { .path($0) } ?? (means ? .beside(list: path) : .nowhere)
    }

    /// The connection's own, else the rows one by one with a receipt.
    private func intake(
        _ connection: Connection, _ rows: RowOperations
    ) throws(ServiceError) -> (ListIntake, ReceiptFile?) {
        if let intake = rows.operations.intake { return (intake, nil) }
        guard !connection.isReadOnly else { throw .readOnlyConnection(connection.id) }
        guard let oneByOne = OneByOneIntake(rows, owner: connection.id.name) else {
            throw ServiceError(
                .unsupported,
                "\(connection.id) makes no \(rows.schema.words.plural), so it takes no list of them.")
        }
        let receipt = try ReceiptFile(ReceiptFile.path(beside: path, connection.id))
        return (
            oneByOne.intake(done: receipt.done) { line throws(ServiceError) in try receipt.add(line) },
            receipt
        )
    }

    private func work(
        _ intake: ListIntake, _ watch: ListWatch
    ) async throws(ServiceError) -> (ListReport, EditOutcome?) {
        do throws(ServiceError) {
            guard means else { return (try await intake.look(file, order, watch), nil) }
            return try await intake.take(file, order, watch)
        } catch {
            guard error.field == "account", order.owner == nil else { throw error }
            var told = error
            told.hint = "Add --account NAME: \(try await intake.owners().joined(separator: ", "))."
            throw told
        }
    }

    private func tell(
        _ report: ListReport, _ outcome: EditOutcome?, _ refused: String?, _ console: Console
    ) throws(ServiceError) {
        if format == .json {
            try console.output.line(report.json(of: file.name, isDone: outcome != nil))
        } else {
            for line in report.lines(of: file.name, isDone: outcome != nil) {
                try console.output.line(SafeLine.of(line))
            }
            for finding in outcome?.findings ?? [] { try console.output.line(SafeLine.of(finding)) }
        }
        try console.output.flush()
        if let refused {
            try console.errors.line("sendboard: the refused rows are in \(SafeLine.of(refused))")
        } else if outcome != nil, report[.refused] > 0 {
            // A list from standard input has no place beside it.
            try console.errors.line("sendboard: the refused rows are kept nowhere")
            try console.errors.line("hint: --refused FILE keeps them, each with its line and reason.")
        }
        if outcome == nil {
            let command = (["sendboard"] + ArgumentOrder.typed.answered(Answer.plain)).map(ShellWord.quoted)
            try console.errors.line("sendboard: nothing was changed; this takes it in:")
            try console.errors.line("hint: \(SafeLine.of(command.joined(separator: " ")))")
        }
        try console.errors.flush()
    }
}

extension ListReport {
    /// The same as one object.
    fileprivate func json(of name: String, isDone: Bool) -> String {
        let counts = ListFate.allCases.map { ($0.rawValue, String(self[$0])) }
        let taken = columns.taken.map { ($0.target.name, RowJSON.quoted($0.heading)) }
        return RowJSON.object(
            [
                ("list", RowJSON.quoted(name)), ("done", isDone ? "true" : "false"),
                ("account", RowJSON.quoted(owner)), ("form", form.map(RowJSON.quoted) ?? "null"),
                ("columns", RowJSON.object(taken)),
                ("not_taken", "[\(columns.ignored.map(RowJSON.quoted).joined(separator: ","))]"),
            ] + counts)
    }
}
