import FoundationEssentials

// Edits whose answers were lost: kept as unknown, looked for again whenever their rows are read, and settled at last.

extension ConnectionAudit {
    /// Keeps that nobody knows yet; the looks that others ask for are kept, too.
    func kept(
        _ lost: LostEdit, _ edit: AuditedEdit, because reason: String
    ) async -> (lost: LostEdit, problem: String?) {
        var told = lost
        if told.targets.isEmpty { told.targets = edit.targets(made: lost.wished, on: connection) }
        told.summary = edit.summary(of: told.targets.map { seen[$0]?.name ?? $0.native })
        var part = edit
        if !edit.targets.isEmpty { part.targets = told.targets }
        let pending = await self.lost.add(told, part, at: clock())
        await layDoubts()
        told.doubted = await known(told.targets)
        let problem = await keep(edit, .stillUnknown, reason, of: told, pending: pending)
        told.look = { () async throws(ServiceError) in try await settle(pending.id) }
        return (told, problem)
    }

    /// The same edit, of which each lost answer is shown as unknown from then on, while its platform is asked.
    func noted(_ edit: AuditedEdit) -> AuditedEdit {
        var noted = edit
        let mayShow: EditNotes.Showing = { inHand?.mayShow($0, of: $1, $2) ?? false }
        let presence = { @Sendable () async -> LostEdit.Proof in
            await hearOthers()
            let addresses = await edit.audience?(edit.targets)?.addresses
            return recent.proof(of: edit, to: edit.audience == nil ? nil : addresses ?? [], at: clock())
        }
        noted.notes = EditNotes(mayShow: mayShow, presence: presence) { notes, part in
            var running = edit
            running.notes = notes
            await lost.beginDoubt(part, running, at: clock())
            await layDoubts()
            tell(await known(part.targets))
        }
        return noted
    }

    /// Shows the rows of an edit as they are known now that it has ended.
    func endDoubt(of edit: AuditedEdit) async {
        let ids = await lost.endDoubt(of: edit)
        await layDoubts()
        guard !ids.isEmpty else { return }
        tell(await known(ids))
        // What is gone is known by a read alone.
        listeners.tell(.kinds([edit.kind]))
    }

    /// The rows that were seen, as far as they are known now.
    private func known(_ ids: [ResourceID]) async -> [Row] {
        // A read that was under way may have been seen after an edit that it does not show; what is in hand is newer.
        let rows = ids.compactMap { id in inHand?.known(id) ?? seen[id].map { inHand?.doubted($0) ?? $0 } }
        return await lost.doubting(rows, at: clock())
    }

    /// Has the rows in hand say what nobody knows of them, so that the next edit does not take it for known.
    func layDoubts() async { inHand?.doubt(await lost.doubts(at: clock())) }

    /// Shows rows as they are known now, wherever they stand.
    func tellKnown(_ ids: [ResourceID]) async { tell(await known(ids)) }

    private func tell(_ rows: [Row]) {
        if !rows.isEmpty { listeners.tell(.rows(rows)) }
    }

    /// Looks for every lost edit of a kind and tells what is found out; what cannot be looked for now stays as it is.
    func settle(_ kind: ResourceKind) async {
        for pending in await lost.of(kind) {
            do throws(ServiceError) {
                guard try await settle(pending.id) != nil else { continue }
                await layDoubts()
                listeners.tell(.settled("\(pending.lost.summary): it was done, the platform shows it now"))
            } catch {
                guard error.code == .notFound || error.code == .conflict else { continue }
                await layDoubts()
                listeners.tell(.settled(error.message.withoutFullStop))
                // What was read just now was laid over with the doubt.
                if inHand != nil { listeners.tell(.kinds([kind])) }
            }
        }
    }

    /// Looks for one of them.
    ///
    /// - Returns: what it did, as often as asked; nil where that is still unknown.
    /// - Throws: `.notFound` where it was not done after all.
    private func settle(_ id: Int) async throws(ServiceError) -> EditOutcome? {
        if let known = try await lost.verdict(on: id) { return known }
        guard let pending = await lost.take(id) else { return nil }
        let isLate = ReadLag.isOver(since: pending.since, at: clock())
        do throws(ServiceError) {
            if pending.lost.proof == .shown || pending.lost.proof == .late && isLate,
                let outcome = try await pending.edit.notes.noting(pending.lost.look)
            {
                let settled = await kept(outcome, pending.edit, remark: AuditEntry.shownLater, of: pending)
                await lost.settle(pending, .success(settled))
                return settled
            }
        } catch {
            await lost.put(pending)
            throw error
        }
        guard isLate else {
            await lost.put(pending)
            return nil
        }
        return try await giveUp(pending)
    }

    private func giveUp(_ pending: LostEdits.Pending) async throws(ServiceError) -> EditOutcome? {
        let isFollowed = await lost.isFollowed(pending)
        if isFollowed || pending.lost.proof == .none {
            let verdict = isFollowed ? pending.followed : pending.indistinct
            await lost.settle(pending, .failure(verdict))
            throw verdict
        }
        _ = await keep(
            pending.edit, .notDone, "the answer was lost, and the platform does not show it",
            of: pending.lost,
            pending: pending)
        let verdict = ServiceError(
            .notFound, "“\(pending.lost.summary)” was not done: the platform does not show it after all.",
            hint: "Do it again.")
        await lost.settle(pending, .failure(verdict))
        throw verdict
    }
}
