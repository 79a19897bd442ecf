// What an edit leaves in the trail that was not done, or of which nobody knows.

extension ConnectionAudit {
    /// Keeps that an edit was refused, or that its answer was lost; other failures changed nothing and leave no entry.
    func kept(_ error: ServiceError, _ edit: AuditedEdit) async -> ServiceError {
        var told = error
        if error.code == .outcomeUnknown {
            let because = [error.message, error.hint ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
            if let lost = error.lost {
                let kept = await kept(lost, edit, because: because)
                (told.lost, told.hint) = (kept.lost, kept.problem ?? told.hint)
            } else {
                told.hint = await keep(edit, .stillUnknown, because) ?? told.hint
            }
        } else if edit.isWeighty, error.isRefusal {
            told.hint = await keep(edit, .refused, error.message) ?? told.hint
        }
        return told
    }

    /// Keeps an edit that was not simply done.
    ///
    /// - Parameter lost: the part of it whose answer was lost, where it is a part.
    /// - Returns: what to tell where the trail could not be written.
    func keep(
        _ edit: AuditedEdit, _ outcome: AuditEntry.Outcome, _ reason: String, of lost: LostEdit? = nil
    ) async -> String? {
        let wished = lost?.wished ?? []
        let targets = lost?.targets ?? edit.targets(made: wished, on: connection)
        var entries = targets.map { id in
            entry(edit, on: id, after: wished.first { $0.id == id }, outcome, reason)
        }
        if let sending = await sending(nil, edit) {
            entries = [entry(edit, sending, wished, outcome, reason)]
        }
        do throws(ServiceError) {
            for entry in entries { _ = try await reading.record(entry) }
            return nil
        } catch {
            return Self.unkept(error)
        }
    }
}

extension ServiceError {
    /// Whether the platform, or a rule that speaks for it, did not allow what was asked.
    fileprivate var isRefusal: Bool {
        switch code {
        case .refused, .insufficientCredit, .quotaExhausted, .forbidden, .conflict: true
        // What is wrong in a form is no refusal, unless the platform says so.
        case .invalid: origin?.status != nil
        default: false
        }
    }
}
