package import ServiceCore

/// A table as far as it is visible.
package struct TableSnapshot: Equatable, Sendable {
    package var title: String
    /// The filter in force, without its slash; empty where none.
    package var filter: String
    /// `42 of 12,344 · 3 marked · by last event ▼`.
    package var summary: String
    /// The same with sentences cut to a few words, for a line that the whole does not fit into; empty where it has none.
    package var shortSummary = ""
    /// `stale since 14:03: 503 · r retries`, empty while fresh.
    package var stale: String
    /// Every shown column in order; the screen drops those of low priority that do not fit.
    package var columns: [ColumnSnapshot]
    /// How many columns after the key column are scrolled out to the left.
    package var scrolledColumns: Int
    package var rows: [TableRowSnapshot]
    /// Which of `rows` the cursor is on; nil where there is none.
    package var cursor: Int?
    /// What stands in place of rows where there are none.
    package var message: TableMessage?
    /// The first visible row among all and how many there are, for the scroll mark; nil where unknown.
    package var position: Position?

    package struct Position: Equatable, Sendable {
        package var first: Int
        package var total: Int
    }
}

/// A column that a person chose, and how much room it can do with.
package struct ColumnSnapshot: Equatable, Sendable {
    package var field: FieldID
    package var title: String
    package var isRightAligned: Bool
    /// 0 is the key column, which stays; higher numbers are dropped earlier.
    package var priority: Int
    package var minimumWidth: Int
    package var maximumWidth: Int
    /// Addresses lose their middle, everything else its end.
    package var truncatesMiddle: Bool
    package var sort: ColumnSort?
}

/// Which way the rows are ordered by a column.
package enum ColumnSort: Equatable, Sendable {
    case ascending, descending
}

/// A visible row.
package struct TableRowSnapshot: Equatable, Sendable {
    package var isMarked: Bool
    /// One per column.
    package var cells: [CellSnapshot]
}

/// What stands in one column of one row.
package struct CellSnapshot: Equatable, Sendable {
    package var text: String
    package var tone: StateWord.Tone?
    /// Changed within the last three seconds; carries a `*`.
    package var isChanged: Bool
    /// Written, and not shown by its platform yet; carries a `~`.
    package var isUnseen = false
}

/// Why a table shows no rows: five different texts, as each wants another thing done next.
package struct TableMessage: Equatable, Sendable {
    package var kind: Kind
    package var text: String
    package var hint: String

    package enum Kind: Equatable, Sendable {
        case loading, empty, filteredOut, failed, notOffered
    }
}
