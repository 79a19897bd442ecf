package import FoundationEssentials

/// What is known of an edit of several rows before it is carried out; what comes of it makes a receipt.
package struct ReceiptDraft: Sendable {
    private let what: String
    private let dryRun: DryRun
    /// Targets that stand for no row, with why.
    private let others: [(target: String, reason: String)]
    /// Whether the rows are gone afterwards.
    private let removes: Bool

    /// - Parameter what: what is done, `whitelist`; the rows are counted behind it.
    package init(
        _ what: String, _ dryRun: DryRun, others: [(target: String, reason: String)] = [],
        removes: Bool = false
    ) {
        (self.dryRun, self.others, self.removes) = (dryRun, others, removes)
        let words = dryRun.changing.first?.schema.words
        let count = dryRun.changing.count
        self.what = words.map { "\(what) \(NumberText.counted(count, $0.singular, $0.plural))" } ?? what
    }

    /// The receipt of what was done, or was not.
    package func receipt(_ result: Result<EditOutcome, ServiceError>, at time: Date) -> Receipt {
        let told: [Receipt.Line] =
            switch result {
            case .success(let outcome): lines(of: outcome)
            case .failure(let error): lines(of: error)
            }
        let already = dryRun.already.flatMap { reason in
            reason.rows.map { line($0, "already so: \(reason.text)", after: $0.written) }
        }
        let refused = dryRun.refusals.map { line($0.row, "not done: \($0.reason)", after: $0.row.written) }
        let absent = others.map {
            Receipt.Line(target: $0.target, before: "", after: "", outcome: $0.reason, id: nil)
        }
        return Receipt(what: what, time: time, lines: told + already + refused + absent)
    }

    // MARK: What was tried

    private func lines(of outcome: EditOutcome) -> [Receipt.Line] {
        let after = Dictionary(outcome.rows.map { ($0.id, $0) }) { $1 }
        let lost = Set(outcome.lost.flatMap(\.targets))
        let undone = Set(outcome.undone)
        let failures = failures(outcome.shortfall)
        return dryRun.changing.map { row in
            if let failure = failures[row.id] { return line(row, failure, after: row.written) }
            if lost.contains(row.id) { return line(row, "unknown: its answer was lost", after: "") }
            guard let now = after[row.id] else {
                if undone.contains(row.id) { return line(row, "not done", after: row.written) }
                return line(row, "done", after: removes ? "gone" : "")
            }
            let changes = changes(from: row, to: now)
            guard !changes.isEmpty else {
                return line(row, undone.contains(row.id) ? "not done" : "done", after: now.written)
            }
            return Receipt.Line(
                target: row.name, before: Self.text(changes) { $0.before },
                after: Self.text(changes) { $0.after }, outcome: "done", id: row.id)
        }
    }

    /// Of an edit that did nothing, or of which nobody knows what it did.
    private func lines(of error: ServiceError) -> [Receipt.Line] {
        let failures = failures(error.shortfall)
        let word = error.code == .outcomeUnknown ? "unknown" : "not done"
        return dryRun.changing.map { row in
            let outcome = failures[row.id] ?? "\(word): \(error.message)"
            return line(row, outcome, after: word == "unknown" ? "" : row.written)
        }
    }

    private func failures(_ shortfall: EditShortfall?) -> [ResourceID: String] {
        (shortfall?.failures ?? []).reduce(into: [:]) { texts, failure in
            guard let id = failure.part.id else { return }
            let word = failure.wasTried && failure.error.code == .outcomeUnknown ? "unknown" : "not done"
            texts[id] = "\(word): \(failure.wasTried ? failure.error.message : "not tried")"
        }
    }

    // MARK: Words

    private func line(_ row: Row, _ outcome: String, after: String) -> Receipt.Line {
        Receipt.Line(
            target: row.name, before: row.written, after: after, outcome: outcome.withoutFullStop, id: row.id)
    }

    /// What the edit changed; of that what a person may write, where it is any of it.
    private func changes(from before: Row, to after: Row) -> [FieldChange] {
        let all = Row.changes(from: before, to: after)
        let written = all.filter { before.schema[$0.field]?.isWritten == true }
        return written.isEmpty ? all : written
    }

    private static func text(_ changes: [FieldChange], _ value: (FieldChange) -> FieldValue) -> String {
        changes.map { "\($0.field)=\(value($0).plainText)" }.joined(separator: "; ")
    }
}

extension Row {
    /// What edits may write of it, as far as it holds something; secrets are masked.
    fileprivate var written: String {
        schema.fields.filter { $0.isWritten && !self[$0.id].isEmpty }
            .map { "\($0.id)=\(self[$0.id].plainText)" }.joined(separator: "; ")
    }
}
