package import ServiceCore

/// What the board remembers from one start to the next.
package struct BoardMemory: Sendable, Equatable, Codable {
    package var theme: String?
    /// By pane name.
    package var panes: [String: Pane]

    package init(theme: String? = nil, panes: [String: Pane] = [:]) {
        self.theme = theme
        self.panes = panes
    }

    package struct Pane: Sendable, Equatable, Codable {
        /// Shown fields in order; nil where the pane's own columns stand.
        package var columns: [FieldID]?
        package var sortField: FieldID?
        package var sortAscending: Bool?

        package init() {}

        package var sort: RowOrder? {
            get { sortField.map { RowOrder($0, ascending: sortAscending ?? true) } }
            set {
                sortField = newValue?.field
                sortAscending = newValue?.isAscending
            }
        }
    }
}
