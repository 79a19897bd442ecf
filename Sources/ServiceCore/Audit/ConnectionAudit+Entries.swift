// What an edit leaves in the trail, whichever way it ended.

extension ConnectionAudit {
    /// Carries an edit out and keeps what came of it.
    func carryOut(
        _ edit: AuditedEdit, _ run: () async throws(ServiceError) -> EditOutcome
    ) async throws(ServiceError) -> EditOutcome {
        let outcome: EditOutcome
        do throws(ServiceError) { outcome = try await run() } catch { throw await kept(error, edit) }
        return await kept(outcome, edit)
    }

    // MARK: Done

    /// Keeps what was done; what cannot be kept is told, since the edit itself has been made.
    ///
    /// - Parameter remark: what the trail says besides, of what is not simply done.
    func kept(_ outcome: EditOutcome, _ edit: AuditedEdit, remark: String = "") async -> EditOutcome {
        guard outcome.isEdit else { return outcome }
        var outcome = outcome
        var ids: [ResourceID: String] = [:]
        for entry in await entries(outcome, edit, remark) {
            do throws(ServiceError) {
                ids[entry.target] = try await trail.record(entry)
            } catch {
                outcome.isAsWished = false
                outcome.findings.append(Self.unkept(error))
            }
        }
        seen.note(outcome.rows)
        // What is sent twice is two sendings.
        if !edit.isWeighty { await lost.supersede(Array(ids.keys), by: edit.what) }
        for (index, part) in outcome.lost.enumerated() {
            let told = await kept(part, edit, because: "its answer was lost")
            outcome.lost[index] = told.lost
            outcome.findings += [told.problem].compactMap(\.self)
        }
        outcome.reversal = outcome.reversal.map { audited($0, edit, undoing: ids) }
        return outcome
    }

    private func entries(
        _ outcome: EditOutcome, _ edit: AuditedEdit, _ remark: String
    ) async -> [AuditEntry] {
        let end: AuditEntry.Outcome = outcome.refusal == nil ? .done : .refused
        let reason = [edit.reason, outcome.refusal ?? "", remark].filter { !$0.isEmpty }.joined(
            separator: "; ")
        if let sending = await sending(outcome, edit) {
            return [entry(edit, sending, outcome.rows, end, reason)]
        }
        let left = Set(outcome.undone + outcome.lost.flatMap(\.targets))
        return edit.targets(made: outcome.rows, on: connection).filter { !left.contains($0) }.map { id in
            entry(edit, on: id, after: outcome.rows.first { $0.id == id }, end, reason)
        }
    }

    /// What went out, as the platform told it; else as the form said.
    private func sending(_ outcome: EditOutcome?, _ edit: AuditedEdit) async -> Sending? {
        if let told = outcome?.sending { return told }
        return await edit.audience?().map { Sending(to: $0) }
    }

    private func audited(
        _ reversal: Reversal, _ edit: AuditedEdit, undoing entries: [ResourceID: String]
    ) -> Reversal {
        var audited = reversal
        audited.undo = { () async throws(ServiceError) in
            let ids = edit.targets.isEmpty ? entries.keys.sorted { $0.native < $1.native } : edit.targets
            var undo = self.edit("undo: \(reversal.summary)", on: ids, edit.kind)
            undo.undoes = entries
            return try await carryOut(undo, reversal.undo)
        }
        return audited
    }

    // MARK: Not done, or nobody knows

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
            for entry in entries { try await trail.record(entry) }
            return nil
        } catch {
            return Self.unkept(error)
        }
    }

    private static func unkept(_ error: ServiceError) -> String {
        "The audit trail could not be written: \(error.message)"
    }

    // MARK: Entries

    func entry(
        _ edit: AuditedEdit, on id: ResourceID, after: Row?, _ outcome: AuditEntry.Outcome, _ reason: String
    ) -> AuditEntry {
        let name = (after ?? edit.before(id) ?? seen[id])?.name ?? id.native
        return AuditEntry(
            id: ResourceID(connection, .audit, ""), time: clock(), who: who, what: edit.what, target: id,
            targetName: name, changes: edit.changes(on: id, to: after), reason: reason, outcome: outcome,
            undoOf: edit.undoes[id])
    }

    /// What goes out is one edit, however many it goes to.
    func entry(
        _ edit: AuditedEdit, _ sending: Sending, _ rows: [Row], _ outcome: AuditEntry.Outcome,
        _ reason: String
    ) -> AuditEntry {
        let chosen = edit.targets.count == 1 ? edit.targets.first : nil
        let target = chosen ?? rows.first?.id ?? edit.targets.first
        let id = target ?? ResourceID(connection, edit.kind, sending.audience.addresses.first ?? edit.name)
        var entry = entry(edit, on: id, after: rows.first { $0.id == id }, outcome, reason)
        if chosen == nil, rows.isEmpty {
            entry.targetName =
                sending.audience.words ?? NumberText.counted(sending.audience.count, "recipient")
        }
        entry.changes += sending.changes
        return entry
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
