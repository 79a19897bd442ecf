/// The fields and words of one kind, without its Swift type: what generic tables, forms and exports need.
package struct ResourceSchema: Sendable {
    package let kind: ResourceKind
    package let words: ResourceWords
    package let fields: [FieldDescription]
    private let positions: [FieldID: Int]

    package init(kind: ResourceKind, words: ResourceWords, fields: [FieldDescription]) {
        self.kind = kind
        self.words = words
        self.fields = fields
        positions = Dictionary(
            fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package init<R: Resource>(of type: R.Type) {
        self.init(kind: R.kind, words: R.words, fields: R.fields.map(\.description))
    }

    /// Where a field's value stands in `Row.values`.
    package func position(of field: FieldID) -> Int? {
        positions[field]
    }

    package subscript(field: FieldID) -> FieldDescription? {
        positions[field].map { fields[$0] }
    }
}
