import ServiceCore

/// A field that two people have changed, each to something else.
struct FormConflict: Sendable, Equatable {
    let field: FieldID
    let label: String
    let mine: String
    let theirs: String
}

extension FormState {
    /// Takes over, into a form of the row as it is now, what was typed into one that was opened before somebody else's edit.
    ///
    /// What only one of the two has changed is kept of each; where both have, theirs stands until a choice is made.
    ///
    /// - Returns: the fields that both have changed, in the form's order.
    mutating func take(from mine: FormState) -> [FormConflict] {
        var conflicts: [FormConflict] = []
        for field in description.fields where field.kind != .fixed {
            guard let before = mine.description[field.id], mine.isChanged(before) else { continue }
            let wanted = mine.text(before)
            if field.value == before.value {
                set(field.id, wanted)
            } else if field.value != wanted {
                let isSecret = field.kind == .secret
                conflicts.append(
                    FormConflict(
                        field: field.id, label: field.label, mine: isSecret ? Secret.mask : wanted,
                        theirs: isSecret ? Secret.mask : field.value))
            }
        }
        return conflicts
    }
}
