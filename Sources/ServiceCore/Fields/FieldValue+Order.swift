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
    /// The rows in order, empty values last either way, ties by native id so that windows never overlap.
    package func sorted(by order: RowOrder) -> [Row] {
        sorted { left, right in
            let (first, second) = (left[order.field], right[order.field])
            if first.isEmpty != second.isEmpty { return second.isEmpty }
            if first.precedes(second) { return order.isAscending }
            if second.precedes(first) { return !order.isAscending }
            return left.id.native < right.id.native
        }
    }
}
