/// The fields and words of one kind, without its Swift type: what generic tables, forms and exports need.
package struct ResourceSchema: Sendable {
    package let kind: ResourceKind
    package let words: ResourceWords
    package let fields: [FieldDescription]
    /// What can be done with its rows besides.
    package let keys: [ActionKey]
    private let positions: [FieldID: Int]

    package init(
        kind: ResourceKind, words: ResourceWords, fields: [FieldDescription], keys: [ActionKey] = []
    ) {
        self.kind = kind
        self.keys = keys
        self.words = words
        self.fields = fields
        positions = Dictionary(
            fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package init<R: Resource>(of type: R.Type) {
        self.init(kind: R.kind, words: R.words, fields: R.fields.map(\.description), keys: R.keys)
    }

    /// Where a field's value stands in `Row.values`.
    package func position(of field: FieldID) -> Int? {
        positions[field]
    }

    package subscript(field: FieldID) -> FieldDescription? {
        positions[field].map { fields[$0] }
    }

    /// The field that somebody means by a name: its own, what stands beside its value, or the heading of its column.
    ///
    /// Blanks, dashes and low lines are alike, as are small and capital letters.
    package func field(typed name: String) -> FieldDescription? {
        let plain = Self.plain(name)
        return self[plain] ?? fields.first { Self.plain($0.label) == plain }
            ?? fields.first { $0.column.map { Self.plain($0.title) } == plain }
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().replacing("-", with: "_").replacing(" ", with: "_")
    }

    /// What undoes an action by doing the opposite: the other one of its key; nil where it has none.
    package func opposite(of action: String) -> String? {
        let pairs = (keys + keys.flatMap(\.menu)).map { $0.actions.map(\.name) }.filter { $0.count == 2 }
        return pairs.first { $0.contains(action) }?.first { $0 != action }
    }
}
