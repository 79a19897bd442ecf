import ServiceCore

extension Board {
    /// Ctrl-S: takes in the files that long fields name, then checks the fields and shows the preview.
    func preview(_ session: FormSession) {
        guard session.state.openInsertion == nil else {
            return insert(session) { [weak self] filled in self?.preview(filled) }
        }
        let files = session.state.namedFiles
        guard let readFile, !files.isEmpty else { return check(session) }
        dialogs.replaceForm(session.id, by: session)
        work.start("form", .replace) { [weak self] in
            var filled = session
            for (field, path) in files {
                do throws(ServiceError) {
                    filled.state.set(field, try await readFile(path))
                } catch {
                    var failure = error
                    failure.field = field
                    filled = session
                    filled.state.fail(failure)
                    break
                }
            }
            self?.take(filled, from: session)
        }
    }

    /// Goes on with the filled form unless it was left, cancelled or typed into meanwhile.
    private func take(_ filled: FormSession, from session: FormSession) {
        guard !Task.isCancelled, dialogs.top?.form?.state.values == session.state.values else { return }
        if filled.state.namedFiles.isEmpty {
            check(filled)
        } else {
            dialogs.replaceForm(session.id, by: filled)
        }
    }

    /// Checks the fields, asks where the platform must be asked, and shows the preview.
    private func check(_ session: FormSession) {
        var checked = session
        checked.state.submit(TimeReading(now: clock.date(), zone: clock.zone))
        checked.gate = AnswerGate()
        checked.state.remarks = []
        let remarks = checked.state.description.remarks
        if checked.state.phase == .preview, checked.state.changesNothing { return submit(checked) }
        guard checked.state.phase == .preview, session.recount != nil || remarks != nil else {
            return dialogs.replaceForm(session.id, by: checked)
        }
        var asking = checked
        asking.state.phase = .checking
        dialogs.replaceForm(session.id, by: asking)
        work.start("form", .replace) { [weak self] in
            do throws(ServiceError) {
                var counted = try await session.recount?(checked) ?? checked
                counted.state.remarks += try await remarks?.read(checked.state.values) ?? []
                guard let self, !Task.isCancelled else { return }
                dialogs.replaceForm(session.id, by: counted)
            } catch {
                if !Task.isCancelled { self?.failForm(session, error) }
            }
        }
    }
}

extension FormState {
    /// Long fields whose whole text is `@path`, with the path.
    var namedFiles: [(field: FieldID, path: String)] {
        description.fields.compactMap { field in
            let text = text(field)
            guard field.kind == .multiline, text.hasPrefix("@"), text.count > 1,
                !text.contains(where: \.isWhitespace)
            else { return nil }
            return (field.id, String(text.dropFirst()))
        }
    }
}
