import ServiceCore

/// Carries an edit out on one row after the other, where a platform takes one at a time.
struct EditSeries: Sendable {
    /// The end of a notice: `whitelisted`.
    let done: String
    /// Whether the notice says of each row what came of it, rather than how many there were.
    var tellsEach = false
    /// One row's edit.
    let edit: @Sendable (ResourceID) async throws(ServiceError) -> EditOutcome

    /// Stops at the first that fails; what was done before it is told, and can be taken back.
    func perform(_ ids: [ResourceID]) async throws(ServiceError) -> EditOutcome {
        var outcomes: [EditOutcome] = []
        for id in ids {
            do throws(ServiceError) {
                outcomes.append(try await edit(id))
            } catch {
                guard !outcomes.isEmpty else { throw error }
                return stopped(by: error, at: outcomes.count, of: ids, after: outcomes)
            }
        }
        guard outcomes.count > 1 else { return outcomes[0] }
        let each = outcomes.map(\.message).joined(separator: "; ")
        var outcome = merged(outcomes, tellsEach ? each : "\(outcomes.count) \(done)")
        outcome.undone = Self.untouched(ids, outcomes)
        return outcome
    }

    /// The rows on which there was nothing to do.
    private static func untouched(_ ids: [ResourceID], _ outcomes: [EditOutcome]) -> [ResourceID] {
        zip(ids, outcomes).filter { !$1.isEdit }.map(\.0)
    }

    private func stopped(
        by error: ServiceError, at index: Int, of ids: [ResourceID], after outcomes: [EditOutcome]
    ) -> EditOutcome {
        var outcome = merged(outcomes, "only \(index) of \(ids.count) \(done)")
        outcome.isAsWished = false
        outcome.findings.append("\(ids[index].native): \(error.message) \(error.hint ?? "")".trimmingBlanks)
        outcome.lost = [error.lost].compactMap(\.self)
        let lost = outcome.lost.flatMap(\.targets)
        outcome.undone = Self.untouched(ids, outcomes) + ids[index...].filter { !lost.contains($0) }
        guard error.code == .outcomeUnknown else { return outcome }
        outcome.isEdit = true
        // What can be looked for is taken back first; else the rest would pass over it in silence.
        if outcome.lost.isEmpty {
            (outcome.reversal, outcome.finality) = (nil, "nobody knows what was done to \(ids[index].native)")
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
