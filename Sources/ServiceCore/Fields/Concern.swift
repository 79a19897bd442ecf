/// Something about rows of a kind that wants a person's attention, as its resource declares it once for all platforms.
package struct Concern: Sendable, Hashable {
    /// The rows that it is about, in the grammar of filters: a pane with this filter shows exactly those that are counted.
    package let filter: String
    package let weight: Weight
    /// What is so of one of them, and of several: `is exhausted`, `are exhausted`.
    let one, several: String
    /// The field whose earliest value says since when, or for when; nil where nothing tells.
    package let moment: Moment?
    /// A number that stands behind the name of each: `Spring sale (12)`.
    package let measure: FieldID?

    package init(
        _ filter: String, _ weight: Weight, _ one: String, _ several: String, moment: Moment? = nil,
        measure: FieldID? = nil
    ) {
        self.filter = filter
        self.weight = weight
        (self.one, self.several) = (one, several)
        self.moment = moment
        self.measure = measure
    }

    /// How bad it is, the worst first.
    package enum Weight: Int, Sendable, CaseIterable, Comparable {
        case wrong, warning, note

        package var word: StateWord {
            switch self {
            case .wrong: StateWord("wrong", .bad)
            case .warning: StateWord("warning", .warning)
            case .note: StateWord("note", .info)
            }
        }

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// A field of a time with what is said before it, of one row and before the earliest of several: `at 18:00`, `the
    /// first at 18:00`.
    package struct Moment: Sendable, Hashable {
        package let field: FieldID
        let one, several: String

        package init(_ one: String, _ field: FieldID, several: String? = nil) {
            (self.field, self.one, self.several) = (field, one, several ?? "the first \(one)")
        }

        package static func since(_ field: FieldID) -> Self { Self("since", field, several: "since") }
    }

    /// `3 SMTP users are exhausted`
    func words(_ count: String, isOne: Bool, _ words: ResourceWords) -> String {
        "\(count) \(isOne ? words.singular : words.plural) \(isOne ? one : several)"
    }
}
