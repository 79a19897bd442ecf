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
        guard let step = undoList.last else {
            return notify("undo: nothing to take back", level: .warning)
        }
        guard let reversal = step.reversal else {
            guard step.id == known, hasBeenReadable else { return explain(step) }
            undoList.remove(step.id)
            return try await takeBack(passing: nil)
        }
        do throws(ServiceError) {
            var outcome = try await reversal.undo()
            (outcome.reversal, outcome.isEdit) = (nil, false)
            undoList.remove(step.id)
            finish(outcome)
        } catch {
            showDoubt(error)
            if let lost = error.lost { undoList.lose(step.id, lost) }
            // What was not reached is tried again; what has changed since stays until it is passed over to another.
            guard error.code == .conflict || error.code == .notFound else { throw error }
            guard step.id != known || undoList.steps.count == 1 else {
                undoList.remove(step.id)
                return try await takeBack(passing: nil)
            }
            undoList.tell(error.message.withoutFullStop, at: clock.monotonic())
            throw error
        }
    }

    /// Whether the reason has stood there long enough to be read, as of every question.
    private var hasBeenReadable: Bool {
        undoList.told.map { clock.monotonic() - $0.at >= .milliseconds(250) } ?? false
    }

    private func explain(_ step: UndoList.Step) {
        undoList.tell(at: clock.monotonic())
        let before = undoList.steps.dropLast().last
        notify(
            step.words + ".", hint: before.map { "u again goes past it, to “\($0.done)”" } ?? "",
            level: .warning)
    }

    /// `:undos`, the newest first.
    func openUndos() {
        let lines = undoList.steps.reversed().map { step in
            PageState.Line(
                .field, label: step.refusal == nil && step.reversal != nil ? "u" : "stays", text: step.words,
                tone: step.reversal == nil ? .warning : nil)
        }
        let nothing = PageState.Line(.plain, text: "This console has nothing to take back.")
        push(
            .page(
                PageModel(
                    title: "Undo list", page: PageState(lines: lines.isEmpty ? [nothing] : Array(lines)),
                    kind: .undos)))
    }
}
