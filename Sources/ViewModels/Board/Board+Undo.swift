import ServiceCore

/// `u`: takes back the last step, or says why it stays.
extension Board {
    var undoAvailability: Availability {
        undoList.steps.isEmpty && !isEditing ? .disabled("nothing to take back") : .available
    }

    func undo() {
        // A key that was typed before the reason stood there is no answer to it.
        let answered = undoList.told?.step
        waitInTurn { [weak self] () async throws(ServiceError) in
            try await self?.takeBack(passing: answered)
        }
    }

    /// Keeps an edit whose answer was lost for `u`.
    func noteLost(_ error: ServiceError) {
        undoList.noteUnknown(error)
        showDoubt(error)
    }

    /// Shows the rows of an edit whose answer was lost as unknown at once, and reads them again.
    private func showDoubt(_ error: ServiceError) {
        guard let lost = error.lost else { return }
        show(lost.doubted)
        take(.kinds(Set(lost.targets.map(\.kind))))
    }

    /// - Parameter known: the step of which the person has read that it stays, and pressed `u` all the same.
    private func takeBack(passing known: UndoList.Step.ID?) async throws(ServiceError) {
        switch undoList.turn(passing: known, at: clock.monotonic()) {
        case .nothing: notify("undo: nothing to take back", level: .warning)
        case .explain(let step, let before):
            let hint = before.map { "u again goes past it, to “\($0.done)”" } ?? ""
            notify(step.words + ".", hint: hint, level: .warning)
        case .takeBack(let step, let reversal): try await takeBack(step, reversal)
        }
    }

    /// Enter on a line of `:undos`: any step, not the last alone.
    func askTakeBack(step id: UndoList.Step.ID) {
        guard let step = undoList[id] else { return }
        guard let reversal = step.reversal else { return notify(step.words + ".", level: .warning) }
        let lines = [DetailLine.sentence(reversal.summary)]
        ask("Take “\(step.done)” back?", lines, verb: "takes it back") { [weak self] in
            self?.waitInTurn { () async throws(ServiceError) in try await self?.takeBack(step, reversal) }
        }
    }

    private func takeBack(_ step: UndoList.Step, _ reversal: Reversal) async throws(ServiceError) {
        do throws(ServiceError) {
            var outcome = try await reversal.undo()
            (outcome.reversal, outcome.isEdit) = (nil, false)
            if outcome.isAsWished { outcome.message = step.told(undoneAs: outcome.message) }
            if let rest = outcome.rest { undoList.keep(rest, of: step.id) } else { undoList.remove(step.id) }
            finish(outcome)
        } catch {
            showDoubt(error)
            if let lost = error.lost { undoList.lose(step.id, lost) }
            // What was not reached is tried again; what has changed since stays, and is asked for.
            guard error.code == .conflict || error.code == .notFound else { throw error }
            undoList.refuse(step.id, error.message.withoutFullStop)
            try await askTakeBackAnyway(step, error.hintingAtOthers)
        }
    }
}

extension ServiceError {
    /// `u` stays with what it could not take back, lest it take an edit that nobody meant.
    fileprivate var hintingAtOthers: ServiceError {
        var told = self
        told.hint = [hint, ":undos takes back another."].compactMap(\.self).joined(separator: " ")
        return told
    }
}
