import ServiceCore

/// A choice in a form that fills others of its lines.
extension Board {
    /// Fetches what was chosen and writes it into its lines.
    ///
    /// - Parameter goOn: is done then with the filled form; not where it could not be filled.
    func insert(_ session: FormSession, then goOn: (@MainActor (FormSession) -> Void)? = nil) {
        guard let insertion = session.state.openInsertion else { return }
        let values = session.state.values
        work.start("form.insertion", .replace) { [weak self] in
            do throws(ServiceError) {
                let texts = try await insertion.read(values)
                if !Task.isCancelled { self?.take(texts, of: insertion, chosenIn: session, then: goOn) }
            } catch {
                if !Task.isCancelled { self?.failForm(session, error) }
            }
        }
    }

    /// Into the form as it stands now, unless something else was chosen meanwhile.
    private func take(
        _ texts: [FieldID: String], of insertion: FormInsertion, chosenIn session: FormSession,
        then goOn: (@MainActor (FormSession) -> Void)?
    ) {
        guard var form = dialogs.top?.form, form.id == session.id,
            form.state.chosen(by: insertion) == session.state.chosen(by: insertion)
        else { return }
        let kept = form.state.insert(texts, chosenBy: insertion)
        dialogs.replaceForm(form.id, by: form)
        if !kept.isEmpty {
            notify("\(kept.joined(separator: ", ")) stays as it was typed", level: .info)
        }
        goOn?(form)
    }
}
