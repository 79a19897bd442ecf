import ServiceCore

/// `X`: asks, deletes, and takes what is gone off the board.
extension Board {
    func askDelete() {
        guard let first = targets.first, let deletion = source(of: first.id.kind)?.deletion else { return }
        let rows = targets
        waitForDialog { [weak self] () async throws(ServiceError) in
            let consequence = rows.count == 1 ? try await deletion.consequence?(first) : nil
            let restoration = try await deletion.restoration(of: rows)
            self?.confirmDelete(rows, deletion, consequence, restoration)
        }
    }

    private func confirmDelete(
        _ rows: [Row], _ deletion: Deletion<Row>, _ consequence: String?, _ restoration: Restoration
    ) {
        let fate = restoration.sentence(of: rows.count)
        let details =
            [consequence].compactMap(\.self).map { DetailLine.sentence($0, .warning) }
            + [.sentence(fate, restoration.finality == nil ? nil : .warning)]
        let level = Confirmation.strictest(of: rows.map(deletion.confirmation), count: rows.count)
        let remarks = [unseenTargets(among: rows)].compactMap(\.self)
        let draft = receiptDraft("delete", DryRun(changing: rows), removes: true)
        confirm(
            level, title: "Delete \(rows.counted)?", verb: "deletes", rows: rows, remarks: remarks,
            details: details
        ) { [weak self] in
            self?.carryOut(leaving: draft) { () async throws(ServiceError) in
                var outcome = try await deletion.perform(rows.map(\.id))
                outcome.finality = outcome.finality ?? restoration.finality
                if outcome.isAsWished { self?.forget(Set(rows.map(\.id))) } else { self?.refreshNow() }
                return outcome
            }
        }
    }
}
