import FoundationEssentials

extension FieldValue {
    /// Orders values of one field: empty ones last, text with case and accents folded.
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
        return TextFolding.fold(plainText) < TextFolding.fold(other.plainText)
    }
}

extension Sequence<Row> {
    /// The rows in order, ties by native id so that windows never overlap.
    package func sorted(by order: RowOrder) -> [Row] {
        sorted { left, right in
            if order.places(left, before: right) { return true }
            if order.places(right, before: left) { return false }
            return left.id.native < right.id.native
        }
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
