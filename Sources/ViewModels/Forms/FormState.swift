package import ServiceCore
package import Terminal

/// A form being filled: fields, focus, errors, and the preview before anything is sent.
package struct FormState: Sendable {
    package struct Copyable: Sendable, Equatable {
        let text: String
        let name: String
    }

    package enum Phase: Sendable, Equatable {
        case editing
        /// The platform is asked what the preview is to say.
        case checking
        case preview, sending
    }

    package let description: FormDescription
    /// The fields that are shown: a choice of one is none, and is made.
    package let fields: [FormField]
    /// The row that is changed; nil for something new.
    package let original: Row?
    package private(set) var editors: [FieldID: LineEditor]
    package private(set) var focus = 0
    /// The letters by which a choice is being looked for.
    package internal(set) var sought = ""
    package private(set) var errors: [FieldID: String] = [:]
    package private(set) var error = ""
    package internal(set) var phase = Phase.editing
    /// What the platform remarked on the values of the preview.
    package internal(set) var remarks: [FormRemark] = []
    /// What the preview shows in place of the fields, where it is something that was found out by them.
    package internal(set) var findings: [FormPreview.Change]?
    /// What can be copied from the preview with `c`, and what that is called; nil where nothing can.
    package internal(set) var copyable: Copyable?
    /// Whether there is nothing to preview, since nothing is changed: what it is filled in for is done at once.
    package internal(set) var changesNothing = false
    /// What is said while the platform is asked.
    package internal(set) var checking = "asking whom it reaches…"
    /// The choice whose texts stand in their lines, and these texts as they were written there.
    var insertedChoice = ""
    var inserted: [FieldID: String] = [:]
    /// The line of the preview under the cursor.
    package private(set) var previewCursor = 0

    package init(_ description: FormDescription, original: Row? = nil) {
        let description = description.choosingTheOnly()
        self.description = description
        self.original = original
        fields = description.fields.filter { $0.onlyChoice == nil }
        editors = description.initialValues.texts.mapValues { LineEditor($0) }
        focus = fields.firstIndex { $0.kind != .fixed } ?? 0
        if let insertion = description.insertion { insertedChoice = chosen(by: insertion) }
    }

    package var focused: FormField? {
        fields.indices.contains(focus) ? fields[focus] : nil
    }

    package var values: FormValues { FormValues(editors.mapValues(\.text)) }

    package func text(_ field: FormField) -> String { editors[field.id]?.text ?? field.value }

    package func isChanged(_ field: FormField) -> Bool { text(field) != field.value }

    package var isDirty: Bool { description.fields.contains(where: isChanged) }

    // MARK: Editing

    package mutating func moveFocus(by step: Int) {
        sought = ""
        guard fields.contains(where: { $0.kind != .fixed }) else { return }
        repeat { focus = (focus + step + fields.count) % fields.count } while fields[focus].kind == .fixed
    }

    /// Goes to one of the fields that are shown, where something can be filled in.
    package mutating func focus(on index: Int) {
        guard fields.indices.contains(index), fields[index].kind != .fixed else { return }
        (sought, focus) = ("", index)
    }

    /// Puts the cursor of the field that has the keys behind so many characters.
    package mutating func moveCursor(to place: Int) {
        guard let field = focused else { return }
        editors[field.id, default: LineEditor()].move(to: place)
    }

    /// Carries out a key in the focused field; says whether it meant something there.
    package mutating func press(_ key: KeyStroke) -> Bool {
        guard let field = focused else { return false }
        switch (field.kind, key) {
        case (.flag, .space), (.flag, .left), (.flag, .right):
            set(field.id, field.switched(from: text(field)))
        case (.choice(let choices), _): return press(key, in: field, choices)
        case (.flag, _), (.fixed, _): return false
        default:
            guard editors[field.id, default: LineEditor()].press(key) else { return false }
            errors[field.id] = nil
        }
        return true
    }

    package mutating func paste(_ text: String) {
        guard let field = focused else { return }
        switch field.kind {
        case .flag, .fixed: return
        case .choice(let choices): _ = seek(text.trimmingBlanks, in: field, choices)
        case .multiline: editors[field.id, default: LineEditor()].insert(text, keepingLines: true)
        default: editors[field.id, default: LineEditor()].insert(text)
        }
        errors[field.id] = nil
    }

    /// Replaces a field's text, as an editor or a file hands it over.
    package mutating func set(_ id: FieldID, _ text: String) {
        editors[id] = LineEditor(text)
        errors[id] = nil
    }

    // MARK: Submitting

    /// Checks what can be checked here and goes to the preview, or marks the first wrong field.
    ///
    /// Times that were typed as words stand written out from then on, as they were understood.
    package mutating func submit(_ time: TimeReading) {
        errors = [:]
        error = ""
        for field in description.fields {
            if let problem = FormCheck.problem(field, values, time) { errors[field.id] = problem }
        }
        for (id, text) in description.settled(values, now: time.now, reader: time.zone).texts
        where errors[id] == nil && editors[id]?.text != text { editors[id] = LineEditor(text) }
        if let first = fields.firstIndex(where: { errors[$0.id] != nil }) {
            focus = first
        } else if original != nil, !isDirty {
            error = "Nothing has changed."
        } else {
            do throws(ServiceError) {
                try description.rules?.check(values)
                phase = .preview
                previewCursor = 0
            } catch {
                fail(error)
            }
        }
    }

    /// Carries out a key that moves through the preview.
    package mutating func pressInPreview(_ key: KeyStroke) {
        switch key {
        case .down, "j": movePreview(by: 1)
        case .up, "k": movePreview(by: -1)
        case .pageDown, .control("f"): movePreview(by: 12)
        case .pageUp, .control("b"): movePreview(by: -12)
        case .control("d"): movePreview(by: 6)
        case .control("u"): movePreview(by: -6)
        case .home, "g": previewCursor = 0
        case .end, "G": movePreview(by: preview("").lineCount)
        default: break
        }
    }

    private mutating func movePreview(by step: Int) {
        previewCursor = max(0, min(previewCursor + step, preview("").lineCount - 1))
    }

    /// Back to the fields, with what the platform said beside the one it meant.
    package mutating func fail(_ failure: ServiceError) {
        phase = .editing
        if let id = failure.field, let index = fields.firstIndex(where: { $0.id == id }) {
            errors[id] = failure.sentences
            focus = index
        } else {
            error = failure.sentences
        }
    }
}

extension FormField {
    /// The other text of a flag; one that opened unknown goes back to that, which leaves it as it is.
    fileprivate func switched(from text: String) -> String {
        if text == "no", value.isEmpty { return "" }
        return FormValues([id: text]).isOn(id) ? "no" : "yes"
    }
}

extension FormValues {
    /// Whether a flag field stands at yes; anything unreadable counts as no.
    package func isOn(_ id: FieldID) -> Bool {
        ((try? flag(id)) ?? nil) ?? false
    }
}
