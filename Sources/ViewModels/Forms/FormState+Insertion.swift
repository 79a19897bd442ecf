import ServiceCore

/// Lines that are filled by a choice in another one.
extension FormState {
    /// The choice whose texts are not in their lines yet; nil where there is none.
    var openInsertion: FormInsertion? {
        guard let insertion = description.insertion, chosen(by: insertion) != insertedChoice else {
            return nil
        }
        return insertion
    }

    func chosen(by insertion: FormInsertion) -> String { values[insertion.line] ?? "" }

    /// Writes texts into their lines; what the person has typed there stays.
    ///
    /// - Returns: the labels of the lines that stay as they were typed.
    mutating func insert(_ texts: [FieldID: String], chosenBy insertion: FormInsertion) -> [String] {
        insertedChoice = chosen(by: insertion)
        var kept: [String] = []
        for field in fields {
            guard let new = texts[field.id], new != text(field) else { continue }
            if isChanged(field), text(field) != inserted[field.id], !text(field).isEmpty {
                kept.append(field.label)
            } else {
                set(field.id, new)
                inserted[field.id] = new
            }
        }
        return kept
    }
}
