import Terminal
import ViewModels

/// Where each column of a table stands: which ones are left out, and how wide the others are.
struct ColumnPlan {
    struct Place: Equatable {
        /// Of the column among all of the snapshot's.
        let index: Int
        /// Columns from the left end of the plan.
        let x: Int
        let width: Int
    }

    let places: [Place]
    /// Whether some columns found no room.
    let isMissingColumns: Bool

    static let gap = 2

    /// - Parameters:
    ///   - columns: in their order; the first of priority 0 stays whatever the width.
    ///   - scrolled: how many columns after the key column are out of sight at the left.
    ///   - width: what all of them share.
    ///   - natural: the columns that everything visible in a column would take.
    ///   - isWhole: whether a column is shown whole or not at all, like numbers and states.
    init(
        _ columns: [ColumnSnapshot], scrolled: Int, width: Int, natural: (Int) -> Int,
        isWhole: (Int) -> Bool
    ) {
        let key = columns.firstIndex { $0.priority == 0 } ?? 0
        let others = columns.indices.filter { $0 != key }.dropFirst(max(0, scrolled))
        var shown = columns.indices.filter { $0 == key || others.contains($0) }
        let wanted = Dictionary(uniqueKeysWithValues: shown.map { ($0, natural($0)) })
        func least(_ index: Int) -> Int {
            let minimum = max(columns[index].minimumWidth, columns[index].headWidth)
            guard index == key else { return max(1, minimum, isWhole(index) ? wanted[index] ?? 0 : 0) }
            return max(1, min(wanted[index] ?? minimum, max(minimum, width * 3 / 10)))
        }
        func total() -> Int {
            shown.reduce(0) { $0 + least($1) } + Self.gap * max(0, shown.count - 1)
        }
        while shown.count > 1, total() > width {
            let last = shown.filter { $0 != key }.max { columns[$0].priority <= columns[$1].priority }
            shown.removeAll { $0 == last }
        }
        isMissingColumns = shown.count < others.count + 1
        let order = shown.sorted { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
        let widths = Self.grown(
            order, from: least, to: { wanted[$0] ?? 0 }, spare: width - total(), fairKey: width * 2 / 5)
        var x = 0
        places = shown.map { index in
            defer { x += (widths[index] ?? 0) + Self.gap }
            return Place(index: index, x: x, width: min(widths[index] ?? 0, width))
        }
    }

    /// What is left over goes to the most important columns first; the key column, which is the first of them,
    /// takes more than `fairKey` only once all others show everything.
    private static func grown(
        _ order: [Int], from least: (Int) -> Int, to wanted: (Int) -> Int, spare: Int, fairKey: Int
    ) -> [Int: Int] {
        var widths = Dictionary(uniqueKeysWithValues: order.map { ($0, least($0)) })
        var spare = spare
        func grow(_ index: Int, to goal: Int) {
            let width = widths[index] ?? 0
            let growth = max(0, min(spare, goal - width))
            widths[index] = width + growth
            spare -= growth
        }
        for (rank, index) in order.enumerated() {
            grow(index, to: rank == 0 ? min(wanted(index), fairKey) : wanted(index))
        }
        if let key = order.first { grow(key, to: wanted(key)) }
        return widths
    }
}

extension ColumnSnapshot {
    /// The head with its arrow.
    var headWidth: Int { DisplayWidth.of(title) + (sort == nil ? 0 : 2) }
}
