/// One field before and after an edit, secrets masked.
package struct FieldChange: Sendable, Hashable {
    package let field: FieldID
    package let label: String
    package let before: FieldValue
    package let after: FieldValue

    package init(field: FieldID, label: String, before: FieldValue, after: FieldValue) {
        self.field = field
        self.label = label
        self.before = before
        self.after = after
    }

    /// What takes it back.
    package var reversed: FieldChange {
        FieldChange(field: field, label: label, before: after, after: before)
    }
}

extension Row {
    /// The fields in which two states of the same row differ, in schema order, without those that are made of others.
    package static func changes(from before: Row?, to after: Row?) -> [FieldChange] {
        guard let schema = (after ?? before)?.schema else { return [] }
        return schema.fields.compactMap { field in
            let old = before?[field.id] ?? .none
            let new = after?[field.id] ?? .none
            guard old != new, !field.isDerived else { return nil }
            return FieldChange(field: field.id, label: field.label, before: old, after: new)
        }
    }
}
