package import ServiceCore

/// What the board remembers from one start to the next, as its file keeps it.
package struct BoardMemory: Sendable, Equatable, Codable {
    /// The theme last chosen on the board; one for a run alone is no part of it.
    package var theme: String?
    /// By pane name.
    package var panes: [String: Pane] = [:]

    /// What was typed after `:`, the newest last; nil before the first.
    package var commands: [String]?

    package init() {}

    /// Drops the lines that name a person who was erased.
    package mutating func forget(_ address: String) {
        func names(_ line: String) -> Bool { line.lowercased().contains(address.lowercased()) }
        commands?.removeAll(where: names)
        for name in panes.keys { panes[name]?.history?.removeAll(where: names) }
    }

    /// The filters that are kept of all panes of a kind, by their names.
    package func filters(of kind: ResourceKind) -> [String: String] {
        (PaneRegistry.all + PaneRegistry.ofRows).filter { $0.kind == kind }.reduce(into: [:]) {
            filters, pane in
            filters.merge(panes[pane.name]?.filters ?? [:]) { first, _ in first }
        }
    }

    package struct Pane: Sendable, Equatable, Codable {
        /// Shown fields in order; nil where the pane's own columns stand.
        package var columns: [FieldID]?
        /// A field, with `-` before it where it is descending.
        private var sorted: String?
        /// What was typed after `/`, the newest last; nil before the first.
        package var history: [String]?
        /// The filters that are kept, by their names; nil before the first.
        package var filters: [String: String]?

        package init() {}

        /// The same with columns and order as another has them.
        package func shown(as other: Pane) -> Pane {
            var pane = self
            (pane.columns, pane.sorted) = (other.columns, other.sorted)
            return pane
        }

        package var sort: RowOrder? {
            get {
                sorted.map {
                    $0.hasPrefix("-") ? RowOrder(String($0.dropFirst()), ascending: false) : RowOrder($0)
                }
            }
            set { sorted = newValue.map { ($0.isAscending ? "" : "-") + $0.field } }
        }

        private enum CodingKeys: String, CodingKey {
            case columns, history, filters
            case sorted = "sort"
        }
    }
}
