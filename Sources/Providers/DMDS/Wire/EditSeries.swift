import ServiceCore

/// Carries an edit out on one row after the other, since DMDS takes one at a time.
struct EditSeries: Sendable {
    /// The end of a notice: `whitelisted`.
    let done: String
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
                return stopped(by: error, at: id, after: outcomes, of: ids.count)
            }
        }
        return outcomes.count == 1 ? outcomes[0] : merged(outcomes, "\(outcomes.count) \(done)")
    }

    private func stopped(
        by error: ServiceError, at id: ResourceID, after outcomes: [EditOutcome], of count: Int
    ) -> EditOutcome {
        var outcome = merged(outcomes, "only \(outcomes.count) of \(count) \(done)")
        outcome.isAsWished = false
        outcome.findings.append("\(id.native): \(error.message) \(error.hint ?? "")".trimmingBlanks)
        if error.code == .outcomeUnknown {
            outcome.lost += [error.lost].compactMap(\.self)
            (outcome.reversal, outcome.isEdit) = (nil, true)
            outcome.finality = "nobody knows what was done to \(id.native)"
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
            for reversal in reversals.reversed() { outcomes.append(try await reversal.undo()) }
            return merged(outcomes, "\(outcomes.count) taken back")
        }
    }
}
