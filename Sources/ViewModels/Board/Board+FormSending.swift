import ServiceCore
import Terminal

/// A form that is open: its keys, and what becomes of it.
extension Board {
    func carryOut(_ wish: FormSession.Wish, of session: FormSession) {
        switch wish {
        case .askToLeave: askToLeave(session)
        case .preview: preview(session)
        case .insert: insert(session)
        case .send: send(session)
        case .cancel: cancelOrQuit()
        case .edit(let text): effect(.editText(text))
        case .copy(let text, let name): copy(text, name)
        }
    }

    private func askToLeave(_ session: FormSession) {
        let loss = "What was typed into “\(session.state.description.title)” is lost."
        ask("Leave without saving?", [.sentence(loss)], verb: "leaves") { [weak self] in
            self?.dialogs.replaceForm(session.id, by: nil)
        }
    }

    /// The text that the person's editor left; nil where it was left unsaved.
    package func finishEditing(_ text: String?) {
        guard var session = dialogs.top?.form, let field = session.state.focused, let text else { return }
        let trimmed = text.hasSuffix("\n") ? String(text.dropLast()) : text
        session.state.set(field.id, field.kind == .multiline ? trimmed : LineEditor(joining: trimmed).text)
        dialogs.replaceForm(session.id, by: session)
    }

    // MARK: Sending

    private func send(_ session: FormSession) {
        guard session.confirmation.level >= 2 else { return submit(session) }
        var lines = [DetailLine.sentence(session.target)]
        if session.verb == "sends" { lines.append(.sentence(Self.sentSentence, .warning)) }
        ask(
            session.state.description.title + "?", lines, verb: session.verb,
            confirmation: session.confirmation, targetCount: session.targetCount
        ) { [weak self] in self?.submit(session) }
    }

    func submit(_ session: FormSession) {
        var sending = session
        sending.state.phase = .sending
        dialogs.replaceForm(session.id, by: sending)
        let values = session.state.values
        work.start("form", .replace) { [weak self] in
            do throws(ServiceError) {
                let outcome = try await session.submit(values)
                // After a cancellation the person is elsewhere; that it was done all the same is still told.
                if !Task.isCancelled { self?.dialogs.replaceForm(session.id, by: nil) }
                self?.finish(outcome, session.receipt)
                self?.showMade(outcome.rows, by: session)
            } catch {
                self?.noteLost(error)
                self?.keepReceipt(session.receipt, of: .failure(error))
                if !Task.isCancelled { await self?.takeRefusal(error, of: session) }
            }
        }
    }

    /// Takes the row that a form made in hand, wherever the list has it; says so where the list does not hold it.
    private func showMade(_ rows: [Row], by session: FormSession) {
        guard let table = currentTable else { return }
        let made = session.makesRow ? rows.first { $0.id.kind == table.pane.kind } : nil
        guard let made, !table.choose(made) else { return table.refresh() }
        table.refresh()
        notify(
            "\(made.name) was made and is not in this list.", hint: "Esc clears the filter.", level: .warning)
    }

    func failForm(_ session: FormSession, _ error: ServiceError) {
        var failed = session
        failed.state.fail(error.told(by: clock))
        dialogs.replaceForm(session.id, by: failed)
    }
}
