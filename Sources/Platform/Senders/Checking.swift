import FoundationEssentials
import ServiceCore
import Store

/// What a check of one row found.
struct CheckedRow<R: Sendable>: Sendable {
    let row: R
    let findings: [String]
    /// What is not right, in short.
    let troubles: [String]
    /// The state that the notice tells: right, wrong or could not be checked.
    let state: DNSState

    /// What was looked up of a row that is another by now.
    static func outdated(_ row: R) -> CheckedRow where R: Resource {
        let trouble = "\(row.rowName) was changed meanwhile, so the check says nothing; check it again"
        return CheckedRow(row: row, findings: [trouble], troubles: [trouble], state: .couldNotCheck)
    }

    /// What is kept of every check; a time stands for what was learnt then, so no answer leaves an earlier one.
    func columns(at time: Date, before: Date?) -> ColumnValues {
        let learnt = state == .couldNotCheck ? before ?? time : time
        return [
            ("check_detail", findings.joined(separator: "\n")), ("checked_at", learnt.storedTime),
        ]
    }
}

extension OwnedKind where R: CheckedResource {
    /// - Parameter states: what is kept of a checked row besides the findings and the time.
    func check(
        title: String, help: String, look: @escaping @Sendable (R) async -> CheckedRow<R>,
        states: @escaping @Sendable (R) -> ColumnValues
    ) -> ResourceAction<R> {
        ResourceAction(
            .check, title: title, help: help,
            perform: { ids, _ async throws(ServiceError) in
                try await check(ids, look: look) { result, time in
                    states(result.row) + result.columns(at: time, before: result.row.checked)
                }
            })
    }

    /// Looks up what these rows need, all at once, and stores what was seen; in a read-only platform only looks.
    private func check(
        _ ids: [ResourceID], look: @escaping @Sendable (R) async -> CheckedRow<R>,
        store: @escaping @Sendable (CheckedRow<R>, _ time: Date) -> ColumnValues
    ) async throws(ServiceError) -> EditOutcome {
        let rows = try await context.store.read { db in
            try ids.map { try editor.loadExisting(db, $0.native) }
        }
        let checked = try await keep(await Self.inParallel(rows, look), store)
        let fresh = try await context.store.read { db in
            try rows.compactMap { try table.find($0.id.native, in: db) }
        }
        return EditOutcome(
            Self.notice(checked), rows: fresh.map { Row($0) }, findings: checked.flatMap(\.findings),
            isAsWished: checked.allSatisfy { $0.state == .right })
    }

    /// Stores what was seen, unless somebody has changed what was looked up since.
    private func keep(
        _ checked: [CheckedRow<R>], _ store: @escaping @Sendable (CheckedRow<R>, _ time: Date) -> ColumnValues
    ) async throws(ServiceError) -> [CheckedRow<R>] {
        guard !context.options.isReadOnly else { return checked }
        let now = context.clock()
        return try await context.store.write { db in
            try checked.map { result in
                let row = try table.find(result.row.id.native, in: db)
                guard let row, row.lookedUp == result.row.lookedUp else { return .outdated(result.row) }
                try db.update(table.name, id: try table.rowID(row), store(result, now), isEdit: false)
                return result
            }
        }
    }

    /// At most sixteen look-ups wait at a time, and rows keep their order.
    private static func inParallel(
        _ rows: [R], _ look: @escaping @Sendable (R) async -> CheckedRow<R>
    ) async -> [CheckedRow<R>] {
        await withTaskGroup(of: (Int, CheckedRow<R>).self) { group in
            var results: [Int: CheckedRow<R>] = [:]
            for (index, row) in rows.enumerated() {
                if index >= 16, let (done, result) = await group.next() { results[done] = result }
                group.addTask { (index, await look(row)) }
            }
            for await (index, result) in group { results[index] = result }
            return rows.indices.compactMap { results[$0] }
        }
    }

    private static func notice(_ checked: [CheckedRow<R>]) -> String {
        if checked.count == 1, let result = checked.first {
            return result.troubles.isEmpty
                ? "\(result.row.rowName) is right" : result.troubles.joined(separator: "; ")
        }
        let counts = [DNSState.right, .wrong, .couldNotCheck].compactMap { state in
            let count = checked.count { $0.state == state }
            return count == 0 ? nil : "\(NumberText.grouped(count)) \(state.stored)"
        }
        return
            "\(NumberText.grouped(checked.count)) \(R.words.plural) checked: \(counts.joined(separator: ", "))"
    }
}

extension [DNSState] {
    /// The state of what needs all of these: one wrong makes it wrong, else one unknown makes it unknown.
    var together: DNSState {
        if contains(.wrong) { return .wrong }
        return contains(.couldNotCheck) ? .couldNotCheck : .right
    }
}
