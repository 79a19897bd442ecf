import ServiceCore

extension FormState {
    /// - Parameter target: who is meant, for the preview: `1 contact on embedded`.
    package func snapshot(target: String) -> FormSnapshot {
        FormSnapshot(
            title: description.title, notes: description.notes, fields: description.fields.map(field),
            focus: focus,
            error: error, hint: hint,
            preview: phase == .editing || phase == .checking ? nil : preview(target),
            isSending: phase == .sending || phase == .checking)
    }

    private func field(_ field: FormField) -> FormFieldSnapshot {
        FormFieldSnapshot(
            label: field.label, text: text(field), cursor: editors[field.id]?.cursor ?? 0, kind: field.kind,
            isRequired: field.isRequired, isChanged: isChanged(field), error: errors[field.id] ?? "",
            help: field.help)
    }

    private var hint: String {
        switch phase {
        case .editing: "Ctrl-S preview · Tab next field · Esc leave"
        case .checking: "asking whom it reaches… · Ctrl-C cancels"
        case .preview: "y sends · Esc back to the form"
        case .sending: "sending… · Ctrl-C cancels"
        }
    }

    /// Old → new of every changed field; for something new, every field that is filled.
    func preview(_ target: String) -> FormPreview {
        let shown = description.fields.filter { field in
            field.kind != .fixed && (original == nil ? !text(field).isEmpty : isChanged(field))
        }
        return FormPreview(target: target, changes: shown.map(change), cursor: previewCursor)
    }

    private func change(_ field: FormField) -> FormPreview.Change {
        let isSecret = field.kind == .secret
        func masked(_ text: String) -> String { isSecret && !text.isEmpty ? Secret.mask : text }
        return FormPreview.Change(
            label: field.label, before: original == nil ? nil : masked(field.value),
            after: masked(text(field)))
    }
}
