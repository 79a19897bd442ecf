/// Carries an edit out on one row after the other, where a platform takes one at a time.
package struct EditSeries: Sendable {
    /// The end of a notice: `whitelisted`.
    let done: String
    /// Whether the notice says of each row what came of it, rather than how many there were.
    let tellsEach: Bool
    /// One row's edit.
    let edit: @Sendable (ResourceID) async throws(ServiceError) -> EditOutcome

    package init(
        done: String, tellsEach: Bool = false,
        edit: @escaping @Sendable (ResourceID) async throws(ServiceError) -> EditOutcome
    ) {
        (self.done, self.tellsEach, self.edit) = (done, tellsEach, edit)
    }

    /// - Throws: the first failure where nothing was done; what was done else is told, and can be taken back.
    package func perform(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        let turns = try await Turns(ids, part: { EditPart($0) }, edit)
        let outcomes = turns.values
        guard ids.count > 1 else { return outcomes[0] }
        let each = outcomes.map(\.message).joined(separator: "; ")
        var outcome = merged(
            outcomes, tellsEach || outcomes.count == 1 ? each : "\(outcomes.count) \(done)")
        // The rows on which there was nothing to do.
        outcome.undone = turns.done.filter { !$0.value.isEdit }.map(\.item)
        return marked(turns.outcome(outcome, notice: "only \(outcomes.count) of \(ids.count) \(done)"))
    }

    /// Where nobody knows of a part what was done, and nobody can look, the rest is not taken back in silence.
    private func marked(_ outcome: EditOutcome) -> EditOutcome {
        let unknown = (outcome.shortfall?.failures ?? []).filter {
            $0.wasTried && $0.error.code == .outcomeUnknown
        }
        guard !unknown.isEmpty else { return outcome }
        var outcome = outcome
        outcome.isEdit = true
        // What can be looked for is taken back first.
        if let unseen = unknown.first(where: { $0.error.lost == nil }) {
            (outcome.reversal, outcome.finality) = (nil, "nobody knows what was done to \(unseen.part.name)")
        }
        return outcome
    }

    private func merged(_ outcomes: [EditOutcome], _ message: String) -> EditOutcome {
        EditOutcome(
            message, rows: outcomes.flatMap(\.rows), revealed: outcomes.flatMap(\.revealed),
            findings: outcomes.flatMap(\.findings), isAsWished: outcomes.allSatisfy(\.isAsWished),
            reversal: reversal(outcomes.compactMap(\.reversal)), isEdit: outcomes.contains(where: \.isEdit))
    }

    /// Takes every edit of the series back that can be.
    private func reversal(_ reversals: [Reversal]) -> Reversal? {
        guard !reversals.isEmpty else { return nil }
        return Reversal("\(reversals.count) \(done)") { () async throws(ServiceError) in
            var outcomes: [EditOutcome] = []
            for reversal in reversals.reversed() {
                do throws(ServiceError) { outcomes.append(try await reversal.undo()) } catch {
                    guard !outcomes.isEmpty else { throw error }
                    var outcome = merged(outcomes, "only \(outcomes.count) of \(reversals.count) taken back")
                    (outcome.isAsWished, outcome.lost) = (false, [error.lost].compactMap(\.self))
                    outcome.findings.append("\(reversal.summary): \(error.message)")
                    return outcome
                }
            }
            return merged(outcomes, "\(outcomes.count) taken back")
        }
    }
}
