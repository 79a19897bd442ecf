import ServiceCore
import Terminal

/// A form that is open: its keys, and what becomes of it.
extension Board {
    func pressInForm(_ key: KeyStroke, _ old: FormSession) {
        var session = old
        switch session.state.phase {
        case .sending: if key == .control("c") { cancelOrQuit() }
        case .checking: if key == .control("c") || key == .escape { cancelOrQuit() }
        case .preview: pressInPreview(key, &session)
        case .editing: pressInFields(key, &session)
        }
    }

    /// What sends or asks at all drops the keys of its first quarter second, as every question does.
    private func pressInPreview(_ key: KeyStroke, _ session: inout FormSession) {
        let admission = session.confirmation.level > 0 ? session.gate.take(at: clock.monotonic()) : .anything
        overlay = .form(session)
        guard admission != .nothing else { return }
        switch key {
        case .character("y"): if admission == .anything { send(session) }
        case .escape, .character("n"), .control("c"):
            session.state.phase = .editing
            overlay = .form(session)
        default:
            session.state.pressInPreview(key)
            overlay = .form(session)
        }
    }

    private func pressInFields(_ key: KeyStroke, _ session: inout FormSession) {
        switch key {
        case .escape, .control("c"): return leaveForm(session)
        case .control("s"): return preview(session)
        case .control("o"): return openEditor(session)
        case .tab, .down: session.state.moveFocus(by: 1)
        case .backTab, .up: session.state.moveFocus(by: -1)
        case .enter: session.state.moveFocus(by: 1)
        default: _ = session.state.press(key)
        }
        overlay = .form(session)
    }

    /// Esc asks only if something was changed.
    private func leaveForm(_ session: FormSession) {
        guard session.state.isDirty else { return overlay = nil }
        let state = ConfirmState(
            title: "Leave without saving?",
            lines: [
                DetailLine(.plain, text: "What was typed into “\(session.state.description.title)” is lost.")
            ],
            confirmation: .yesNo, targetCount: 1, verb: "leaves")
        formBehindConfirm = session
        overlay = .confirm(state) { [weak self] in self?.formBehindConfirm = nil }
    }

    private func openEditor(_ session: FormSession) {
        guard let field = session.state.focused else { return }
        switch field.kind {
        case .text, .multiline, .list, .map: effect(.editText(session.state.text(field)))
        case .secret, .flag, .integer, .choice, .date, .fixed: break
        }
    }

    /// The text that the person's editor left; nil where it was left unsaved.
    package func finishEditing(_ text: String?) {
        guard case .form(var session) = overlay, let field = session.state.focused, let text else { return }
        let trimmed = text.hasSuffix("\n") ? String(text.dropLast()) : text
        session.state.set(field.id, field.kind == .multiline ? trimmed : LineEditor(joining: trimmed).text)
        overlay = .form(session)
    }

    // MARK: Sending

    private func send(_ session: FormSession) {
        guard session.confirmation.level >= 2 else { return submit(session) }
        var lines = [DetailLine(.plain, text: session.target)]
        if session.verb == "sends" { lines.append(Self.finalLine(Self.sentSentence)) }
        let state = ConfirmState(
            title: session.state.description.title + "?", lines: lines, confirmation: session.confirmation,
            targetCount: session.targetCount, verb: session.verb)
        formBehindConfirm = session
        overlay = .confirm(state) { [weak self] in
            self?.formBehindConfirm = nil
            self?.submit(session)
        }
    }

    private func submit(_ session: FormSession) {
        var sending = session
        sending.state.phase = .sending
        overlay = .form(sending)
        let values = session.state.values
        work.start("form", .replace) { [weak self] in
            do throws(ServiceError) {
                let outcome = try await session.submit(values)
                // After a cancellation the person is elsewhere; that it was done all the same is still told.
                if !Task.isCancelled { self?.replace(session, by: nil) }
                self?.finish(outcome)
                self?.showMade(outcome.rows, by: session)
            } catch {
                self?.noteLost(error)
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
        replace(session, by: failed)
    }

    /// Shows a form as it is now, or takes it away, in front or behind what lies over it; one that was left stays away.
    func replace(_ session: FormSession, by other: FormSession?) {
        if case .form(let shown) = overlay, shown.id == session.id {
            overlay = other.map { .form($0) }
        } else if formBehindConfirm?.id == session.id {
            formBehindConfirm = other
        }
    }
}
