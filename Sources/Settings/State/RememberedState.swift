/// What the board remembers between runs, none of which anybody configured.
package struct RememberedState: Codable, Sendable, Equatable {
    /// By pane name.
    package var panes: [String: Pane] = [:]
    /// The theme last chosen on the board.
    package var theme: String?

    package init() {}

    package struct Pane: Codable, Sendable, Equatable {
        /// Field ids in shown order; nil means the pane's own choice.
        package var columns: [String]?
        /// A field id, with `-` before it where it is descending.
        package var sort: String?

        package init(columns: [String]? = nil, sort: String? = nil) {
            self.columns = columns
            self.sort = sort
        }
    }
}
