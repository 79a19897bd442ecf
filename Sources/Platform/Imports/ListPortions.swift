import ServiceCore
import Store

/// Reads a list in portions and leaves out what can be taken in no case: rows that cannot be read, wrong values, repeats.
struct ListPortions<Rows: ListTaking>: Sendable {
    let rows: Rows
    private(set) var reader: ListReader
    private(set) var report: ListReport
    private(set) var rowCount = 0
    private let watch: ListWatch
    private let lines = ListLines()
    private var groups: Set<NameKey> = []

    /// A row that may be taken.
    struct Row: Sendable {
        let record: ListRecord
        let entry: Rows.Entry
    }

    init(_ rows: Rows, _ reader: ListReader, _ report: ListReport, _ watch: ListWatch) {
        (self.rows, self.reader, self.report, self.watch) = (rows, reader, report, watch)
    }

    /// The next rows, at most so many; none at the end of the list.
    mutating func next(_ limit: Int) throws(ServiceError) -> [Row] {
        var portion: [Row] = []
        while portion.count < limit, let record = try reader.next() {
            rowCount += 1
            switch read(record) {
            case .success(let entry): portion.append(Row(record: record, entry: entry))
            case .failure(let refusal):
                let reason =
                    refusal.message.hasSuffix(".") ? String(refusal.message.dropLast()) : refusal.message
                report.count(.refused, Self.example(record, reason))
                try watch.refused(record, reason)
            }
        }
        watch.progress(ListProgress(rows: rowCount, bytes: reader.bytesRead))
        return portion
    }

    private mutating func read(_ record: ListRecord) -> Result<Rows.Entry, ServiceError> {
        if let fault = record.fault { return .failure(ServiceError(.invalid, fault)) }
        do throws(ServiceError) {
            let entry = try rows.entry(ListCells(record, report.columns))
            let line = lines.first(of: rows.identities(of: entry), at: record.line)
            guard line < record.line else { return .success(entry) }
            return .failure(ServiceError(.conflict, Self.repeats(line)))
        } catch {
            return .failure(error)
        }
    }

    /// What becomes of a portion; of lines that name one row in different ways the first counts.
    func judge(_ portion: [Row], in db: ReadTransaction) throws -> [ListJudgement<Rows.Change>] {
        let judgements = try rows.judge(portion.map(\.entry), in: db)
        return zip(portion, judgements).map { row, judgement in
            let line = lines.first(of: judgement.known, at: row.record.line)
            return line < row.record.line ? .refused(Self.repeats(line)) : judgement
        }
    }

    /// What is to be told once a portion has become this.
    func counted(_ portion: [Row], _ judgements: [ListJudgement<Rows.Change>]) -> ListReport {
        var counted = report
        for (row, judgement) in zip(portion, judgements) {
            if case .refused(let reason) = judgement {
                counted.count(.refused, Self.example(row.record, reason))
            } else {
                counted.count(judgement.fate, rows.name(of: row.entry))
            }
        }
        return counted
    }

    /// Counts what became of a portion.
    mutating func count(
        _ portion: [Row], _ judgements: [ListJudgement<Rows.Change>], newGroups: [String]
    ) throws(ServiceError) {
        report = counted(portion, judgements)
        for (row, judgement) in zip(portion, judgements) {
            if case .refused(let reason) = judgement { try watch.refused(row.record, reason) }
        }
        for name in newGroups where groups.count < 1000 && groups.insert(NameKey(name)).inserted {
            report.newGroups.append(name)
        }
    }

    private static func example(_ record: ListRecord, _ reason: String) -> String {
        "line \(NumberText.grouped(record.line)): \(reason)"
    }

    private static func repeats(_ line: Int) -> String { "the same as in line \(NumberText.grouped(line))" }
}

extension ListWatch {
    fileprivate func refused(_ record: ListRecord, _ reason: String) throws(ServiceError) {
        try refused(RefusedRow(line: record.line, reason: reason, cells: record.cells))
    }
}
