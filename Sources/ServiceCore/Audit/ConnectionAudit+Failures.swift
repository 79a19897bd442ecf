// What an edit leaves in the trail that was not done, or of which nobody knows.

extension ConnectionAudit {
    /// Keeps that an edit was refused, or that its answer was lost; other failures changed nothing and leave no entry.
    func kept(_ error: ServiceError, _ edit: AuditedEdit) async -> ServiceError {
        guard let first = error.shortfall?.failures.first, let shortfall = error.shortfall else {
            return await kept(error, whole: edit)
        }
        // Where not even one reached the platform there is nothing to tell of any.
        guard shortfall.failures.contains(where: { $0.wasTried && leavesTrace($0.error, edit) }) else {
            return error
        }
        var told = await kept(first, edit)
        var failures = [EditShortfall.Failure(first.part, told, wasTried: first.wasTried)]
        for failure in shortfall.failures.dropFirst() {
            var error = failure.error
            if let lost = error.lost, failure.wasTried {
                error.lost = await kept(lost, edit, because: error.sentences).lost
            }
            failures.append(EditShortfall.Failure(failure.part, error, wasTried: failure.wasTried))
        }
        let others = EditShortfall(of: shortfall.count, Array(failures.dropFirst()))
        told.hint = await kept(others, edit).first ?? told.hint
        told.shortfall = EditShortfall(of: shortfall.count, failures)
        return told
    }

    private func kept(_ error: ServiceError, whole edit: AuditedEdit) async -> ServiceError {
        guard leavesTrace(error, edit) else { return error }
        var told = error
        if error.code != .outcomeUnknown {
            told.hint = await keep(edit, .refused, error.message) ?? told.hint
        } else if let lost = error.lost {
            let kept = await kept(lost, edit, because: error.sentences)
            (told.lost, told.hint) = (kept.lost, kept.problem ?? told.hint)
        } else {
            told.hint = await keep(edit, .stillUnknown, error.sentences) ?? told.hint
        }
        return told
    }

    /// Whether a failure is worth an entry: it may have been done, or somebody did not allow it.
    private func leavesTrace(_ error: ServiceError, _ edit: AuditedEdit) -> Bool {
        error.code == .outcomeUnknown || error.isRefusalOfPlatform || (edit.isWeighty && error.isRefusal)
    }

    // MARK: Of several

    /// Keeps what came of the parts that were not done, but for those whose lost answers are kept by themselves.
    ///
    /// - Returns: what to tell where the trail could not be written.
    func kept(_ shortfall: EditShortfall?, _ edit: AuditedEdit) async -> [String] {
        var problems: [String] = []
        for failure in shortfall?.failures ?? [] where failure.error.lost == nil || !failure.wasTried {
            let part = part(failure, of: edit)
            let (end, reason) = failure.end
            problems += [await keep(part, end, reason)].compactMap(\.self)
        }
        return problems
    }

    /// The failure of one part.
    private func kept(_ failure: EditShortfall.Failure, _ edit: AuditedEdit) async -> ServiceError {
        let part = part(failure, of: edit)
        if leavesTrace(failure.error, edit) { return await kept(failure.error, whole: part) }
        var told = failure.error
        told.hint = await keep(part, failure.end.outcome, failure.end.reason) ?? told.hint
        return told
    }

    private func part(_ failure: EditShortfall.Failure, of edit: AuditedEdit) -> AuditedEdit {
        var part = edit
        part.targets = [failure.part.id].compactMap(\.self)
        if let sending = failure.part.sending { part.audience = { _ in sending.audience } }
        return part
    }

    /// - Parameter pending: what it settles; nil and what is no verdict is kept in any case.
    /// - Returns: its id; nil where another process kept the same.
    func record(
        _ entry: AuditEntry, of pending: LostEdits.Pending?
    ) async throws(ServiceError) -> String? {
        guard let lost = pending?.entries[entry.target], entry.isVerdict else {
            let id = try await reading.record(entry)
            recent.note(entry)
            return id
        }
        let id = try await reading.settle(entry, of: lost)
        recent.note(entry)
        return id
    }

    /// Keeps an edit that was not simply done.
    ///
    /// - Parameters:
    ///   - lost: the part of it whose answer was lost, where it is a part.
    ///   - pending: which of the lost ones it is.
    /// - Returns: what to tell where the trail could not be written.
    func keep(
        _ edit: AuditedEdit, _ outcome: AuditEntry.Outcome, _ reason: String, of lost: LostEdit? = nil,
        pending: LostEdits.Pending? = nil
    ) async -> String? {
        let wished = lost?.wished ?? []
        let reason = [reason, edit.reason].filter { !$0.isEmpty }.joined(separator: "; ")
        let targets = lost?.targets ?? edit.targets(made: wished, on: connection)
        var entries = targets.map { id in
            // Also what was refused says what was wanted.
            let after = wished.first { $0.id == id } ?? (edit.removes ? nil : edit.notes.wished(id))
            return entry(edit, on: id, after: after, outcome, reason)
        }
        if let sending = await sending(nil, edit) {
            entries = [entry(edit, sending, wished, outcome, reason)]
        }
        do throws(ServiceError) {
            for entry in entries {
                let id = try await record(entry, of: pending)
                if let id, let pending, outcome == .stillUnknown {
                    await self.lost.note(id, on: entry.target, of: pending.id)
                }
            }
            return nil
        } catch {
            return Self.unkept(error)
        }
    }
}

extension EditShortfall.Failure {
    fileprivate var end: (outcome: AuditEntry.Outcome, reason: String) {
        guard wasTried else { return (.notDone, AuditEntry.untried + error.message) }
        if error.code == .outcomeUnknown { return (.stillUnknown, error.sentences) }
        return (error.isRefusalOfPlatform || error.isRefusal ? .refused : .notDone, error.message)
    }
}

extension ServiceError {
    /// Whether the platform, or a rule that speaks for it, did not allow what was asked.
    fileprivate var isRefusal: Bool {
        switch code {
        case .refused, .insufficientCredit, .quotaExhausted, .forbidden, .conflict: true
        default: isRefusalOfPlatform
        }
    }

    /// Whether the platform itself did not allow it; what is wrong in a form before it was asked is no refusal.
    fileprivate var isRefusalOfPlatform: Bool {
        switch code {
        case .refused, .insufficientCredit, .quotaExhausted, .forbidden, .conflict, .invalid, .rateLimited,
            .unauthorized, .notFound, .unsupported:
            origin?.status != nil
        default: false
        }
    }
}
