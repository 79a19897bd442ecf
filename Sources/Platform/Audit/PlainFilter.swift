import ServiceCore

extension FieldChange {
    /// The same of a saved filter, in the words that mean today what they meant when its commas and `~` meant themselves.
    ///
    /// So what is taken back does what it did, and a filter that was quoted with its file is not seen as changed since.
    var quotingPlainFilter: FieldChange {
        guard field == "expression" else { return self }
        return FieldChange(
            field: field, label: label, before: before.quotingPlainFilter, after: after.quotingPlainFilter)
    }
}

extension FieldValue {
    fileprivate var quotingPlainFilter: FieldValue {
        guard case .text(let text) = self else { return self }
        let line = FilterLine(text)
        return line.literal == line ? self : .text(line.literal.text)
    }
}
