/// One kind of thing that platforms keep, with its fields declared once for every use.
package protocol Resource: Sendable, Equatable, Identifiable, PartlyKnown where ID == ResourceID {
    static var kind: ResourceKind { get }
    /// Every field in the order of the detail view; see `Field`.
    static var fields: [Field<Self>] { get }
    static var words: ResourceWords { get }
    var id: ResourceID { get }
    /// Texts and lists that the platform did not tell of this row, which stand empty in it and are unknown.
    var untold: Set<FieldID> { get set }
}

extension Resource {
    /// None of a kind whose texts no edit builds on.
    package var untold: Set<FieldID> {
        get { [] }
        set {}
    }
}

/// How a kind is spoken of, and which of its fields play a special part.
package struct ResourceWords: Sendable, Hashable {
    /// One of them, in lower case: `approved sender`.
    package var singular: String
    package var plural: String
    /// The field that a person knows the row by; copied with `c`, typed to confirm.
    package var nameField: FieldID
    /// What a row without that is known by: a contact of a phone number alone.
    package var nameInstead: FieldID?
    /// The field that `since:`, `after:` and `before:` compare, or nil where rows have no time.
    package var timeField: FieldID?

    package init(
        _ singular: String, _ plural: String, name: FieldID, else other: FieldID? = nil, time: FieldID? = nil
    ) {
        self.singular = singular
        self.plural = plural
        nameField = name
        nameInstead = other
        timeField = time
    }
}
