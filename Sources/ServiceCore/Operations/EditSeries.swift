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
        outcome.reversal = reversal(
            turns.done.compactMap { turn in turn.value.reversal.map { (turn.item, $0) } })
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
            isEdit: outcomes.contains(where: \.isEdit), gone: outcomes.flatMap(\.gone))
    }

    // MARK: Taking back

    /// One row's edit, to be taken back.
    private typealias Part = (id: ResourceID, reversal: Reversal)

    /// Takes every edit of the series back that can be.
    private func reversal(_ parts: [Part]) -> Reversal? {
        guard !parts.isEmpty else { return nil }
        return Reversal("\(parts.count) \(done)") { () async throws(ServiceError) in try await takeBack(parts)
        }
    }

    /// The last first; what is not taken back can be tried again by itself.
    ///
    /// - Throws: the first failure where nothing was taken back and nothing is in doubt.
    private func takeBack(_ parts: [Part]) async throws(ServiceError) -> EditOutcome {
        var (outcomes, left, failures) = ([EditOutcome](), [Part](), [(part: Part, error: ServiceError)]())
        var isStopped = false
        for part in parts.reversed() {
            var rest = part
            if !isStopped {
                do throws(ServiceError) {
                    outcomes.append(try await part.reversal.undo())
                    continue
                } catch {
                    failures.append((part, error))
                    rest.reversal = error.lost.map { part.reversal.resumed(after: $0) } ?? part.reversal
                    // One row that has changed since is no reason to leave the others.
                    isStopped = error.code != .conflict && error.code != .notFound
                }
            }
            left.insert(rest, at: 0)
        }
        guard let first = failures.first else { return merged(outcomes, "\(outcomes.count) taken back") }
        let lost = failures.compactMap(\.error.lost)
        guard !outcomes.isEmpty || (!lost.isEmpty && parts.count > 1) else { throw first.error }
        let count = outcomes.isEmpty ? "none" : "only \(outcomes.count)"
        var outcome = merged(outcomes, "\(count) of \(parts.count) taken back")
        (outcome.isAsWished, outcome.lost, outcome.rest) = (false, lost, reversal(left))
        outcome.findings += failures.map { "\($0.part.reversal.summary): \($0.error.message)" }
        let doubted = Set(lost.flatMap(\.targets))
        outcome.undone = left.map(\.id).filter { !doubted.contains($0) }
        return outcome
    }
}
