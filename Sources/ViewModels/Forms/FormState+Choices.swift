import ServiceCore
import Terminal

extension FormState {
    /// Carries out a key in a choice: arrows and the space bar step, letters look for one.
    mutating func press(_ key: KeyStroke, in field: FormField, _ choices: [String]) -> Bool {
        switch key {
        case .right: step(field, choices, 1)
        case .left: step(field, choices, -1)
        case .space where sought.isEmpty: step(field, choices, 1)
        case .backspace where !sought.isEmpty: sought.removeLast()
        case .control("u"): sought = ""
        case .character(let letter):
            // What is not found in one go may be the beginning of another word.
            return seek(sought + String(letter), in: field, choices)
                || seek(String(letter), in: field, choices)
        default: return false
        }
        return true
    }

    /// Chooses the first that begins with the letters, else the first that holds them; says whether there is one.
    mutating func seek(_ letters: String, in field: FormField, _ choices: [String]) -> Bool {
        let wanted = TextFolding.fold(letters)
        let found =
            choices.first { TextFolding.fold($0).hasPrefix(wanted) }
            ?? choices.first { TextFolding.fold($0).contains(wanted) }
        guard let found, !wanted.isEmpty else { return false }
        set(field.id, found)
        sought = letters
        return true
    }

    private mutating func step(_ field: FormField, _ choices: [String], _ direction: Int) {
        sought = ""
        guard !choices.isEmpty else { return }
        let current = choices.firstIndex(of: text(field)) ?? (direction > 0 ? -1 : 0)
        set(field.id, choices[(current + direction + choices.count) % choices.count])
    }
}

extension FormDescription {
    /// The same with every choice of one made.
    func choosingTheOnly() -> FormDescription {
        var form = self
        for index in fields.indices {
            if let only = fields[index].onlyChoice { form.fields[index].value = only }
        }
        return form
    }

    /// The same, begun with the account that a pane is narrowed to, where just one is meant.
    func begun(withAccount name: String, among known: Set<String>) -> FormDescription {
        guard let index = fields.firstIndex(where: { $0.id == "account" }), fields[index].value.isEmpty else {
            return self
        }
        var names = known
        switch fields[index].kind {
        case .choice(let choices): names = Set(choices)
        case .text: break
        default: return self
        }
        let wanted = TextFolding.fold(name)
        let exact = names.filter { TextFolding.fold($0) == wanted }
        let fitting = exact.isEmpty ? names.filter { TextFolding.fold($0).contains(wanted) } : exact
        guard fitting.count == 1, let account = fitting.first else { return self }
        var form = self
        form.fields[index].value = account
        return form
    }
}

extension FormField {
    /// What is chosen where there is no choice; nil where there is one, or where nothing may be chosen too.
    var onlyChoice: String? {
        guard case .choice(let choices) = kind, choices.count == 1, isRequired || value == choices[0] else {
            return nil
        }
        return choices[0]
    }
}
