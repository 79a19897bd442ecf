import FoundationEssentials

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

extension FieldValue {
    /// Orders values of one field: empty ones last, text with case and accents folded, by its bytes as stores do.
    package func precedes(_ other: FieldValue) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.number(let left), .number(let right)): left < right
        case (.date(let left), .date(let right)): left < right
        case (.flag(let left), .flag(let right)): left && !right
        default: precedesAsText(other)
        }
    }

    private func precedesAsText(_ other: FieldValue) -> Bool {
        if isEmpty || other.isEmpty { return !isEmpty && other.isEmpty }
        let (left, right) = (TextFolding.fold(sortableText), TextFolding.fold(other.sortableText))
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private var sortableText: String { LongText.sortable(plainText) }
}

extension Sequence<Row> {
    /// The rows in order, ties by native id in the same direction, as a store that walks an index has them.
    package func sorted(by order: RowOrder) -> [Row] {
        sorted { left, right in
            if order.places(left, before: right) { return true }
            if order.places(right, before: left) { return false }
            return order.isAscending ? left.id.isBefore(right.id) : right.id.isBefore(left.id)
        }
    }
}

extension ResourceID {
    /// Numbers by their value: a shorter text before a longer one.
    fileprivate func isBefore(_ other: ResourceID) -> Bool {
        native.utf8.count == other.native.utf8.count
            ? native < other.native : native.utf8.count < other.native.utf8.count
    }
}

extension RowOrder {
    /// Whether a row's value comes before another one's; empty values are last either way.
    package func places(_ left: Row, before right: Row) -> Bool {
        let (first, second) = (left[field], right[field])
        if first.isEmpty || second.isEmpty { return !first.isEmpty && second.isEmpty }
        return isAscending ? first.precedes(second) : second.precedes(first)
    }
}
