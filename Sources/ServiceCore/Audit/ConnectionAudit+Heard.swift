import FoundationEssentials

// Lost edits of other processes: a command ends before anybody knows, so that whoever reads the row says what came of it.

extension ConnectionAudit {
    /// Keeps of each lost edit of another process that it was done, where these rows prove that.
    func settleHeard(_ rows: [Row]) async {
        var isAny = false
        for lost in await lost.shown(by: rows) where isProven(lost) {
            if await keepDone(lost) { isAny = true }
        }
        for lost in made.forget(rows) {
            // What cannot be kept now is kept by the next who reads.
            if await !keepDone(lost) { made.hear(lost) }
        }
        if isAny { await layDoubts() }
    }

    /// The same of deletions, where a read that would show the row does not.
    func settleRemovals(of kind: ResourceKind, where isGone: (AuditEntry) -> Bool) async {
        var isAny = false
        for lost in await lost.removals(of: kind) where isGone(lost) {
            if await keepDone(lost) { isAny = true }
        }
        if isAny { await layDoubts() }
    }

    /// The other one may run on and find out the same; the trail takes what came of it once.
    ///
    /// - Returns: false where the trail could not be written.
    private func keepDone(_ lost: AuditEntry) async -> Bool {
        let done = AuditEntry(
            id: ResourceID(connection, .audit, ""), time: clock(), who: who, what: lost.what,
            target: lost.target, targetName: lost.targetName, changes: lost.changes,
            reason: AuditEntry.shownLater, undoOf: lost.undoOf)
        do throws(ServiceError) { _ = try await reading.settle(done, of: lost.id.native) } catch {
            return false
        }
        await self.lost.settleHeard(lost)
        // Reads that lag may still show what stood there before.
        if !lost.creates { take(done) }
        return true
    }

    /// Whether reads show what it changed since it was done: not where an earlier write may have left that.
    private func isProven(_ lost: AuditEntry) -> Bool {
        guard let inHand else { return false }
        return lost.changes.contains { change in
            !change.before.isEmpty && !inHand.isAwaited(change.field, of: lost.target)
        }
    }
}
