import ServiceCore

extension Board {
    /// What a platform did not take: where somebody else has edited the row since the form was opened, both are put
    /// together; anything else is told beside the form.
    func takeRefusal(_ error: ServiceError, of session: FormSession) async {
        guard error.code == .conflict, error.field == nil, let reopen = session.reopen,
            let before = session.state.original,
            var now = try? await reopen(), let row = now.state.original, row != before
        else { return failForm(session, error) }
        guard !Task.isCancelled, dialogs.holdsForm(session.id) else { return }
        let conflicts = now.state.take(from: session.state)
        var mine = session
        mine.state.phase = .editing
        dialogs.replaceForm(session.id, by: mine)
        guard !conflicts.isEmpty else {
            return goOn(mine, with: now, "\(row.name) was changed meanwhile; what you changed goes on top.")
        }
        choose(conflicts, of: mine, now)
    }

    /// Theirs, mine, or each field; Esc goes back to the form as it was typed.
    private func choose(_ conflicts: [FormConflict], of mine: FormSession, _ now: FormSession) {
        func said(_ value: KeyPath<FormConflict, String>) -> String {
            conflicts.map { "\($0.label) “\($0[keyPath: value])”" }.joined(separator: ", ")
        }
        var items = [
            ChoiceState.Item("theirs", "Theirs: \(said(\.theirs))"),
            ChoiceState.Item("mine", "Mine: \(said(\.mine))"),
        ]
        if conflicts.count > 1 { items.append(ChoiceState.Item("each", "Field by field")) }
        choose("\(now.state.original?.name ?? "The row") was changed meanwhile", of: items) {
            [weak self] answer in
            switch answer {
            case "each": self?.chooseEach(conflicts[...], of: mine, now)
            case "mine":
                self?.goOn(mine, with: now.taking(conflicts, from: mine), "Yours go on top of theirs.")
            default: self?.goOn(mine, with: now, "Theirs are kept.")
            }
        }
    }

    private func chooseEach(_ rest: ArraySlice<FormConflict>, of mine: FormSession, _ now: FormSession) {
        guard let conflict = rest.first else {
            return goOn(mine, with: now, "Each field is as you chose.")
        }
        let items = [
            ChoiceState.Item("theirs", "Theirs: “\(conflict.theirs)”"),
            ChoiceState.Item("mine", "Mine: “\(conflict.mine)”"),
        ]
        choose("\(conflict.label): whose?", of: items) { [weak self] answer in
            let next = answer == "mine" ? now.taking([conflict], from: mine) : now
            self?.chooseEach(rest.dropFirst(), of: mine, next)
        }
    }

    /// Shows what would be saved now; where nothing is left of it, the form as the row stands.
    private func goOn(_ mine: FormSession, with now: FormSession, _ sentence: String) {
        dialogs.replaceForm(mine.id, by: now)
        if now.state.isDirty { preview(now) }
        notify(sentence, hint: now.state.isDirty ? "" : "nothing is left to save", level: .warning)
    }
}

extension FormSession {
    /// The same with these fields as the other form has them.
    fileprivate func taking(_ conflicts: [FormConflict], from mine: FormSession) -> FormSession {
        var session = self
        for conflict in conflicts {
            session.state.set(conflict.field, mine.state.values.texts[conflict.field] ?? "")
        }
        return session
    }
}
