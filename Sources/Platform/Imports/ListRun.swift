import FoundationEssentials
import ServiceCore
import Store

/// Works a list through: only looking, or taking it in.
///
/// A list of some thousands is one transaction. A longer one goes in many short ones, so that a launch under way has its
/// turn between two of them; each leaves a part to be taken back by, and what does not come to its end is taken back.
struct ListRun<Rows: ListTaking>: Sendable {
    let context: PlatformContext
    let rows: Rows
    let reverting: any ImportReverting
    /// Whether so many rows more are worth having the indices built once at the end, and how that is done.
    var loading: BulkLoading?

    /// Rows that are written at once.
    private static var portion: Int { 1_000 }
    /// A list that is no longer appears as one.
    private static var whole: Int { 5_000 }

    typealias Portions = ListPortions<Rows>

    func look(_ portions: Portions) async throws(ServiceError) -> ListReport {
        var portions = portions
        while case let portion = try portions.next(Self.portion), !portion.isEmpty {
            try checkCancellation()
            let judged = try await context.store.read { [portions] db in
                (try portions.judge(portion, in: db), try rows.newGroups(portion.map(\.entry), in: db))
            }
            try portions.count(portion, judged.0, newGroups: judged.1)
        }
        return portions.report
    }

    func take(_ portions: Portions, named name: String) async throws(ServiceError) -> (
        ListReport, EditOutcome
    ) {
        var portions = portions
        let first = try portions.next(Self.whole)
        let second = first.count < Self.whole ? [] : try portions.next(Self.portion)
        if second.isEmpty { return try await takeWhole(portions, first, named: name) }
        let list = try await context.editor.edit { session in
            try ImportLog.begin(rows.kind, account: rows.account, at: session.now, in: session.database)
        }
        do throws(ServiceError) {
            let load = try await loading?.begin(portions.expectedRows)
            try await write(&portions, first, list)
            try await write(&portions, second, list)
            // Where nobody sends nobody waits for a longer transaction.
            let size = load == true ? Self.whole : Self.portion
            while case let portion = try portions.next(size), !portion.isEmpty {
                try await write(&portions, portion, list)
            }
            if load == true { try await loading?.finish() }
            try checkCancellation()
            let report = portions.report
            let entry = try await context.editor.edit { session in
                guard report.isEdit else {
                    try ImportLog.drop(list, in: session.database)
                    return nil as Int64?
                }
                return try end(list, report, named: name, in: session)
            }
            return (report, outcome(report, entry, name))
        } catch {
            throw Self.told(error, left: await ImportTaking(context, reverting).abandon(list, loading))
        }
    }

    private func takeWhole(
        _ portions: Portions, _ portion: [Portions.Row], named name: String
    ) async throws(ServiceError) -> (ListReport, EditOutcome) {
        var portions = portions
        let entries = portion.map(\.entry)
        let before = portions
        let (judged, groups, entry) = try await context.editor.edit { session in
            let db = session.database
            let judgements = try before.judge(portion, in: db)
            let groups = try rows.newGroups(entries, in: db)
            guard judgements.contains(where: \.isWritten) else { return (judgements, groups, nil as Int64?) }
            let list = try ImportLog.begin(rows.kind, account: rows.account, at: session.now, in: db)
            try rows.write(Array(zip(entries, judgements)), in: session).write(of: list, in: db)
            let report = before.counted(portion, judgements)
            return (judgements, groups, try end(list, report, named: name, in: session))
        }
        try portions.count(portion, judged, newGroups: groups)
        return (portions.report, outcome(portions.report, entry, name))
    }

    private func write(
        _ portions: inout Portions, _ portion: [Portions.Row], _ list: Int64
    ) async throws(ServiceError) {
        try checkCancellation()
        let entries = portion.map(\.entry)
        let judged = try await context.editor.edit { [portions] session in
            let db = session.database
            let judgements = try portions.judge(portion, in: db)
            let groups = try rows.newGroups(entries, in: db)
            try rows.write(Array(zip(entries, judgements)), in: session).write(of: list, in: db)
            return (judgements, groups)
        }
        try portions.count(portion, judged.0, newGroups: judged.1)
    }

    private func end(
        _ list: Int64, _ report: ListReport, named name: String, in session: EditSession
    ) throws -> Int64 {
        let record = AuditRecord(
            time: session.now, who: session.who, connection: session.connection, action: AuditEntry.importing,
            target: ResourceID(session.connection, rows.kind, "import-\(list)"), title: name,
            changes: report.changes, undo: EditSession.restoring)
        let entry = try AuditQueries.append(record, in: session.database)
        try ImportLog.finish(list, entry: entry, in: session.database)
        return entry
    }

    private func outcome(_ report: ListReport, _ entry: Int64?, _ name: String) -> EditOutcome {
        guard let entry else { return EditOutcome("nothing to import from \(name)", isEdit: false) }
        let taking = ImportTaking(context, reverting)
        var outcome = EditOutcome("\(name): \(report.sentence)").noting([entry])
        outcome.reversal = Reversal("import of \(name)") { () async throws(ServiceError) in
            try await taking.takeBack(entry: entry)
        }
        return outcome
    }

    /// Why a list was not taken in, and what of it is there all the same; nil of what is not known yet.
    private static func told(_ error: ServiceError, left: Int?) -> ServiceError {
        guard left != 0 else { return error }
        var told = error
        if error.code == .cancelled { told.message = "The import was cancelled." }
        told.hint = left.map(ImportTaking.stayed) ?? ImportTaking.later
        return told
    }

    private func checkCancellation() throws(ServiceError) {
        guard Task.isCancelled else { return }
        throw ServiceError(.cancelled, "The import was cancelled; everything is as it was.")
    }
}

extension ListJudgement {
    /// Whether anything is written for it.
    fileprivate var isWritten: Bool { fate == .new || fate == .changed }
}

extension ListPortions {
    /// How many rows the list has, as far as its length so far tells.
    fileprivate var expectedRows: Int {
        reader.size.map { Int(Double(rowCount) * Double($0) / Double(max(1, reader.bytesRead))) } ?? rowCount
    }
}

extension ListReport {
    /// Whether anything is written for it.
    fileprivate var isEdit: Bool { self[.new] + self[.changed] > 0 }

    /// As the trail keeps it.
    fileprivate var changes: [FieldChange] {
        let counts = ListFate.allCases.map { fate in
            FieldChange(
                field: fate.rawValue, label: fate.words, before: .none, after: .integer(self[fate]))
        }
        let told =
            form.map { [FieldChange(field: "form", label: "Form", before: .none, after: .text($0))] } ?? []
        return counts + told
            + (owner.isEmpty
                ? [] : [FieldChange(field: "account", label: "Account", before: .none, after: .text(owner))])
    }
}
