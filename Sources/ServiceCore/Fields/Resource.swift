/// One kind of thing that platforms keep, with its fields declared once for every use.
package protocol Resource: Sendable, Equatable, Identifiable, PartlyKnown where ID == ResourceID {
    static var kind: ResourceKind { get }
    /// Every field in the order of the detail view; see `Field`.
    static var fields: [Field<Self>] { get }
    static var words: ResourceWords { get }
    /// What can be done with its rows besides, in the order of help; what a platform lacks is nowhere to be seen.
    static var keys: [ActionKey] { get }
    /// What of its rows wants attention, as the overview tells it.
    static var concerns: [Concern] { get }
    var id: ResourceID { get }
    /// Texts and lists that the platform did not tell of this row, which stand empty in it and are unknown.
    var untold: Set<FieldID> { get set }
}

extension Resource {
    package static var keys: [ActionKey] { [] }

    package static var concerns: [Concern] { [] }

    package static var schema: ResourceSchema { ResourceSchema(of: Self.self) }

    package static var actions: [ActionDescription] { keys.flatMap(\.allActions) }

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
    /// A sentence on what they are, for `--help`.
    package var about: String
    /// Whether people make, change and delete them; else they come of other deeds and are only read.
    package var areMadeByPeople: Bool
    /// The field that a person knows the row by; copied with `c`, typed to confirm.
    package var nameField: FieldID
    /// What a row without that is known by: a contact of a phone number alone.
    package var nameInstead: FieldID?
    /// The field that `since:`, `after:` and `before:` compare, or nil where rows have no time.
    package var timeField: FieldID?

    package init(
        _ singular: String, _ plural: String, about: String = "", name: FieldID,
        else other: FieldID? = nil, time: FieldID? = nil, madeByPeople: Bool = true
    ) {
        self.singular = singular
        self.plural = plural
        self.about = about
        areMadeByPeople = madeByPeople
        nameField = name
        nameInstead = other
        timeField = time
    }
}

/// Something read from an answer, of which part may have come in a form that nobody can read.
package protocol PartlyKnown {
    /// What could not be read and is therefore unknown: `created is no date`; nil where all could.
    var oddity: String? { get set }
}
