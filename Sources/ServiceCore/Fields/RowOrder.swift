/// The field that rows are ordered by, and which way.
package struct RowOrder: Sendable, Hashable {
    package var field: FieldID
    package var isAscending: Bool

    package init(_ field: FieldID, ascending: Bool = true) {
        self.field = field
        isAscending = ascending
    }

    package var inverted: RowOrder { RowOrder(field, ascending: !isAscending) }
}
