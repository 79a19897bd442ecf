import ServiceCore

/// `e` on marks: one form for all of them, of which only what is filled changes.
extension Board {
    func openSharedForm(of rows: [Row]) {
        guard let first = rows.first, let source = source(of: first.id.kind) else { return }
        let remarks = [unseenTargets(among: rows)].compactMap(\.self)
        waitForDialog { [weak self] () async throws(ServiceError) in
            let shared = try await source.sharedEdit(of: rows)
            self?.present(shared, noting: remarks, source)
        }
    }

    private func present(_ shared: SharedEdit, noting remarks: [String], _ source: MergedKind) {
        let form = shared.form()
        guard !form.fields.isEmpty else {
            return notify("These rows have no field that they could have alike.", level: .warning)
        }
        var state = FormState(form.noting(remarks))
        state.checking = "counting what changes…"
        var session = FormSession(
            state: state, target: shared.rows.counted, targetCount: shared.rows.count, does: "changes",
            asking: { _ in .none }, submit: { _ in EditOutcome("", isEdit: false) })
        session.recount = { [weak self] session async throws(ServiceError) in
            guard let self else { return session }
            return try await count(shared, form, session, source)
        }
        present(session)
    }

    /// Counts what the form, so filled, would change; the preview and the question behind it follow.
    private func count(
        _ shared: SharedEdit, _ form: FormDescription, _ session: FormSession, _ source: MergedKind
    ) async throws(ServiceError) -> FormSession {
        let edits = form.edits(session.state.values)
        guard !edits.isEmpty else { throw ServiceError(.invalid, "Nothing is filled in.") }
        let clock = clock
        let plan = try await shared.plan(edits) { $0.settled($1, now: clock.date(), reader: clock.zone) }
        guard !plan.filled.isEmpty else {
            throw ServiceError(.invalid, "Nothing would change: \(plan.dryRun.othersWords).")
        }
        var counted = session
        counted.target = plan.filled.map(\.row).counted
        counted.targetCount = plan.filled.count
        let level = Confirmation.strictest(of: [], count: plan.filled.count)
        counted.asking = { _ in level }
        counted.state.remarks = [FormRemark(plan.dryRun.sentence)] + Self.refusals(of: plan.dryRun)
        counted.state.findings = session.state.changes
        counted.receipt = receiptDraft("edit", plan.dryRun)
        counted.submit = { _ async throws(ServiceError) in try await source.submit(plan.filled) }
        return counted
    }

    /// The first that cannot be changed, with why; the receipt names all.
    private static func refusals(of dryRun: DryRun) -> [FormRemark] {
        dryRun.refusals.prefix(3).map { FormRemark("\($0.row.name): \($0.reason)") }
    }
}
