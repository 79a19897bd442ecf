package import ServiceCore

/// What the board remembers from one start to the next, as its file keeps it.
package struct BoardMemory: Sendable, Equatable, Codable {
    /// The theme last chosen on the board; one for a run alone is no part of it.
    package var theme: String?
    /// By pane name.
    package var panes: [String: Pane] = [:]

    package init() {}

    package struct Pane: Sendable, Equatable, Codable {
        /// Shown fields in order; nil where the pane's own columns stand.
        package var columns: [FieldID]?
        /// A field, with `-` before it where it is descending.
        private var sorted: String?

        package init() {}

        package var sort: RowOrder? {
            get {
                sorted.map {
                    $0.hasPrefix("-") ? RowOrder(String($0.dropFirst()), ascending: false) : RowOrder($0)
                }
            }
            set { sorted = newValue.map { ($0.isAscending ? "" : "-") + $0.field } }
        }

        private enum CodingKeys: String, CodingKey {
            case columns
            case sorted = "sort"
        }
    }
}
