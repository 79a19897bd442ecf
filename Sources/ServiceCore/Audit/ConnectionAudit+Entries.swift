// What an edit leaves in the trail, whichever way it ended.

extension ConnectionAudit {
    /// Carries an edit out and keeps what came of it.
    func carryOut(
        _ edit: AuditedEdit, _ run: () async throws(ServiceError) -> EditOutcome
    ) async throws(ServiceError) -> EditOutcome {
        try await carryOut(edit, run) { outcome, edit in await kept(outcome, edit) }
    }

    /// - Parameter keep: keeps what was done, with the edit as its code has noted it.
    func carryOut<Done: Sendable>(
        _ edit: AuditedEdit, _ run: () async throws(ServiceError) -> Done,
        keeping keep: (Done, AuditedEdit) async -> Done
    ) async throws(ServiceError) -> Done {
        await hearOthers()
        let edit = noted(edit.takingBack(AuditEntry.beingTakenBack))
        let ended: Result<Done, ServiceError>
        do throws(ServiceError) {
            ended = .success(await keep(try await edit.notes.noting(run), edit))
        } catch {
            ended = .failure(await kept(error, edit))
        }
        await endDoubt(of: edit)
        return try ended.get()
    }

    // MARK: Done

    /// Keeps what was done; what cannot be kept is told, since the edit itself has been made.
    ///
    /// - Parameters:
    ///   - remark: what the trail says besides, of what is not simply done.
    ///   - lost: what it turned out to be, where its answer was lost.
    func kept(
        _ outcome: EditOutcome, _ edit: AuditedEdit, remark: String = "", of lost: LostEdits.Pending? = nil
    ) async -> EditOutcome {
        var outcome = outcome.isEdit ? await keptDone(outcome, edit, remark, of: lost) : outcome
        outcome.findings += await kept(outcome.shortfall, edit)
        return outcome
    }

    private func keptDone(
        _ outcome: EditOutcome, _ edit: AuditedEdit, _ remark: String, of found: LostEdits.Pending?
    ) async -> EditOutcome {
        var outcome = outcome
        var ids: [ResourceID: String] = [:]
        var done: [AuditEntry] = []
        for entry in await entries(outcome, edit, remark) {
            do throws(ServiceError) {
                ids[entry.target] = try await record(entry, of: found)
                done.append(entry)
            } catch {
                outcome.isAsWished = false
                outcome.findings.append(Self.unkept(error))
            }
        }
        seen.note(outcome.rows)
        seen.forget(outcome.gone)
        // What is sent twice is two sendings.
        if !edit.isWeighty { await lost.supersede(by: done, repeats: true, before: found) }
        for (index, part) in outcome.lost.enumerated() {
            let told = await kept(part, edit, because: "its answer was lost")
            outcome.lost[index] = told.lost
            outcome.findings += [told.problem].compactMap(\.self)
        }
        outcome.rows = await lost.doubting(outcome.rows, at: clock())
        outcome.entries = ids.values.sorted()
        outcome.reversal = outcome.reversal.map { audited($0, edit, undoing: ids) }
        let left = edit.undoes.filter { ids[$0.key] == nil }
        outcome.rest = outcome.rest.map { audited($0, edit, undoing: left) }
        return outcome
    }

    private func entries(
        _ outcome: EditOutcome, _ edit: AuditedEdit, _ remark: String
    ) async -> [AuditEntry] {
        let end: AuditEntry.Outcome = outcome.refusal == nil ? .done : .refused
        let reason = [edit.reason, outcome.refusal ?? "", remark].filter { !$0.isEmpty }.joined(
            separator: "; ")
        let left = Set(outcome.undone + outcome.lost.flatMap(\.targets))
        var done = edit
        done.targets.removeAll(where: left.contains)
        if let sending = await sending(outcome, done) {
            return [entry(done, sending, outcome.rows, end, reason)]
        }
        return edit.targets(made: outcome.rows, on: connection).filter { !left.contains($0) }.map { id in
            var part = edit
            // What takes a creation back leaves nothing of the row.
            part.removes = edit.removes || outcome.gone.contains(id)
            return entry(part, on: id, after: outcome.rows.first { $0.id == id }, end, reason)
        }
    }

    /// What went out, as the platform told it; else as the form said.
    func sending(_ outcome: EditOutcome?, _ edit: AuditedEdit) async -> Sending? {
        if let told = outcome?.sending { return told }
        return await edit.audience?(edit.targets).map { Sending(to: $0, as: edit.sentAs) }
    }

    private func audited(
        _ reversal: Reversal, _ edit: AuditedEdit, undoing entries: [ResourceID: String]
    ) -> Reversal {
        var audited = reversal
        audited.undo = { () async throws(ServiceError) in
            let done = entries.keys.sorted { $0.native < $1.native }
            var undo = self.edit(
                "undo: \(reversal.summary)", on: done.isEmpty ? edit.targets : done, edit.kind)
            undo.undoes = entries
            return try await carryOut(undo, reversal.undo)
        }
        return audited
    }

    static func unkept(_ error: ServiceError) -> String {
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
