import FoundationEssentials

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
        let (left, right) = (TextFolding.fold(plainText), TextFolding.fold(other.plainText))
        return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

extension Sequence<Row> {
    /// The rows in order, empty values last either way, ties by native id in the same direction.
    ///
    /// Windows therefore never overlap, and the order is that of a store that walks an index.
    package func sorted(by order: RowOrder) -> [Row] {
        sorted { left, right in
            let (first, second) = (left[order.field], right[order.field])
            if first.isEmpty != second.isEmpty { return second.isEmpty }
            if first.precedes(second) { return order.isAscending }
            if second.precedes(first) { return !order.isAscending }
            return left.id.isBefore(right.id) == order.isAscending && left.id != right.id
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
