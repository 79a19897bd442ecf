import FoundationEssentials
import ServiceCore

/// `H`, a row's own history, and `:undos`, what can be taken back.
extension Board {
    var hasTrail: Bool { workspace.trail != nil }

    /// More than anybody reads through.
    static let trailLimit = 200

    func openHistory() {
        guard let row = primaryRow else { return }
        openPage("History of \(row.name)", .history(row.id), [.sentence("The audit trail is being read…")])
        readTrailPages()
    }

    func openUndos() {
        openPage("Undo list", .undos, undoLines(nil))
        readTrailPages()
    }

    private func undoLines(_ entries: [AuditEntry]?) -> [DetailLine] {
        TrailLines(clock).undos(undoList.steps, entries, limit: Self.trailLimit) {
            workspace.finality(of: $0)
        }
    }

    /// Reads the trail for every page that tells of it.
    func readTrailPages() {
        for case .page(let model) in views.all {
            switch model.kind {
            case .history(let id): read(TrailRequest(.row(id), limit: Self.trailLimit), for: model.id)
            case .undos: read(TrailRequest(limit: Self.trailLimit), for: model.id)
            default: break
            }
        }
    }

    private func read(_ request: TrailRequest, for page: UUID) {
        guard let trail = workspace.trail else { return }
        work.start("trail.\(page)", .replace) { [weak self] in
            do throws(ServiceError) {
                let entries = try await trail.entries(request)
                guard let self, !Task.isCancelled else { return }
                views.change(page) { $0.page.show(self.lines(of: request, entries)) }
                fitViews()
            } catch {
                if !Task.isCancelled { self?.report(error) }
            }
        }
    }

    private func lines(of request: TrailRequest, _ entries: [AuditEntry]) -> [DetailLine] {
        guard case .row(let id) = request.subject else { return undoLines(entries) }
        // What was done under the same name at another place was done to another's row.
        let place = workspace[id.connection]?.place ?? ""
        return TrailLines(clock).history(entries.filter { $0.place == place }, limit: request.limit)
    }

    // MARK: Taking back

    /// `:take-back` in the trail: the entry at hand.
    func askTakeBackSelected() {
        guard let entry = primaryRow?.resource as? AuditEntry else { return }
        askTakeBack(entry.id.native)
    }

    /// Shows what taking an entry back would write and what has changed since, and does it when that is wished.
    func askTakeBack(_ entry: String) {
        guard let trail = workspace.trail else { return }
        waitForDialog { [weak self, workspace] () async throws(ServiceError) in
            let plan = try await workspace.takingBack(try await trail.entry(entry))
            self?.ask(plan)
        }
    }

    private func ask(_ plan: TakingBack) {
        let title = "Take “\(plan.entry.summary)” back?"
        let state = ConfirmState(
            title: title, lines: TrailLines(clock).preview(plan), confirmation: .yesNo,
            verb: "takes it back")
        present(.confirm(state, onYes: { [weak self] in self?.takeBack([plan]) }), called: title)
    }

    private func takeBack(_ plans: [TakingBack]) {
        carryOut { [weak self] () async throws(ServiceError) in
            let outcome = try await plans.takeBack()
            self?.undoList.forget(entries: outcome.undoneEntries)
            return outcome.told
        }
    }

    /// Asks whether a step is to be taken back all the same, whose rows have changed since it was done.
    ///
    /// - Throws: the refusal where that cannot be.
    func askTakeBackAnyway(_ step: UndoList.Step, _ refusal: ServiceError) async throws(ServiceError) {
        guard let trail = workspace.trail, !step.entries.isEmpty, step.entries.count <= Self.mostAsked else {
            throw refusal
        }
        var plans: [TakingBack] = []
        for id in step.entries {
            do throws(ServiceError) {
                plans.append(try await workspace.takingBack(try await trail.entry(id)))
            } catch {
                // What the entry says of it is no better than what was said.
                throw refusal
            }
        }
        guard dialogs.isEmpty else { throw refusal }
        let lines =
            [DetailLine.sentence(refusal.message, .warning)]
            + plans.prefix(4).flatMap { TrailLines(clock).preview($0) }
        let title = "Take “\(step.done)” back all the same?"
        ask(title, lines, verb: "takes it back") { [weak self] in self?.takeBack(plans) }
    }

    /// As many rows of one step as are looked at one by one.
    private static let mostAsked = 50
}

/// What came of taking entries back one after the other.
private struct TakenBack {
    var undoneEntries: Set<String> = []
    var told: EditOutcome
}

extension [TakingBack] {
    /// - Throws: the first failure, where nothing was taken back.
    @MainActor
    fileprivate func takeBack() async throws(ServiceError) -> TakenBack {
        var taken: TakenBack?
        for plan in self {
            do throws(ServiceError) {
                let outcome = try await plan.run()
                taken = taken?.adding(outcome) ?? TakenBack(told: outcome)
                taken?.undoneEntries.insert(plan.entry.id.native)
            } catch {
                guard taken != nil else { throw error }
                taken?.told.findings.append("\(plan.entry.summary): \(error.sentences)")
                taken?.told.isAsWished = false
            }
        }
        guard var taken else { throw ServiceError(.invalid, "No entry was meant.") }
        if count > 1 { taken.told.message = "\(taken.undoneEntries.count) of \(count) taken back" }
        return taken
    }
}

extension TakenBack {
    /// Of several, what takes them back again is not kept: each can be, in the trail.
    fileprivate func adding(_ outcome: EditOutcome) -> TakenBack {
        var both = self
        both.told.rows += outcome.rows
        both.told.gone += outcome.gone
        both.told.findings += outcome.findings
        both.told.isAsWished = told.isAsWished && outcome.isAsWished
        both.told.entries += outcome.entries
        (both.told.reversal, both.told.finality) = (
            nil, "each entry of the trail can be taken back by itself"
        )
        return both
    }
}
