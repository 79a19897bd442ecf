import ServiceCore

extension FormState {
    /// - Parameters:
    ///   - target: who is meant, for the preview: `1 contact on embedded`.
    ///   - verb: what `y` does: `creates`, `saves`, `sends`, `asks once more`.
    ///   - progress: how far what was sent is, where that is told.
    package func snapshot(target: String, verb: String, progress: String? = nil) -> FormSnapshot {
        FormSnapshot(
            title: description.title, notes: notes, fields: fields.map(field),
            focus: focus,
            error: error, hint: hint(verb, progress),
            preview: phase == .editing || phase == .checking || changesNothing ? nil : preview(target),
            isSending: phase == .sending || phase == .checking)
    }

    private var notes: [String] { description.notes + (description.audience.map { [$0] } ?? []) }

    private func field(_ field: FormField) -> FormFieldSnapshot {
        FormFieldSnapshot(
            label: field.label, text: text(field), cursor: editors[field.id]?.cursor ?? 0, kind: field.kind,
            isRequired: field.isRequired, isChanged: isChanged(field), error: errors[field.id] ?? "",
            help: field.help)
    }

    private func hint(_ verb: String, _ progress: String?) -> String {
        let next = changesNothing ? "Ctrl-S \(verb)" : "Ctrl-S preview"
        return switch phase {
        case .editing where !sought.isEmpty: "“\(sought)” found · Backspace · \(next) · Tab next field"
        case .editing where focused?.isChoice == true:
            "letters find · ← → step · \(next) · Tab next field"
        case .editing where focused?.kind == .multiline:
            "Ctrl-O editor · \(next) · Tab next field · Esc leave"
        case .editing: "\(next) · Tab next field · Esc leave"
        case .checking: "\(progress ?? checking) · Ctrl-C cancels"
        case .preview:
            ["y \(verb)", copyable.map { "c copies \($0.name)" }, "Esc back to the form"].compactMap(\.self)
                .joined(separator: " · ")
        case .sending: "\(progress ?? "waiting for the answer…") · Ctrl-C cancels"
        }
    }

    /// Old → new of every changed field; for something new, every field that is filled.
    func preview(_ target: String) -> FormPreview {
        let shown = description.fields.filter { field in
            field.kind != .fixed && (original == nil ? !text(field).isEmpty : isChanged(field))
        }
        return FormPreview(
            target: target, changes: findings ?? shown.map(change),
            // An action does what it does, and something new is made, also where nothing is typed.
            emptyWord: original == nil ? "nothing is filled in" : "nothing changes",
            remarks: [finality(of: shown)].compactMap(\.self) + remarks.map(\.sentence),
            cursor: previewCursor)
    }

    /// What was filled in, line by line, whatever the lines held before.
    var changes: [FormPreview.Change] {
        fields.filter(isChanged).map { FormPreview.Change(label: $0.label, before: nil, after: text($0)) }
    }

    /// What nobody can put back, since the platform did not tell what stood there.
    private func finality(of changed: [FormField]) -> String? {
        let labels = changed.filter(isUntold).map(\.label)
        guard !labels.isEmpty else { return nil }
        return
            "\(labels.joined(separator: ", ")): what stood there is not told, so this cannot be taken back."
    }

    private func isUntold(_ field: FormField) -> Bool {
        guard let original, field.value.isEmpty, let known = original.schema[field.id] else { return false }
        return original.isUntold(known)
    }

    private func change(_ field: FormField) -> FormPreview.Change {
        let isSecret = field.kind == .secret
        func masked(_ text: String) -> String { isSecret && !text.isEmpty ? Secret.mask : text }
        return FormPreview.Change(
            label: field.label,
            before: original == nil ? nil : isUntold(field) ? "(not told)" : masked(field.value),
            after: masked(text(field)))
    }
}

extension FormField {
    fileprivate var isChoice: Bool { if case .choice = kind { true } else { false } }
}
