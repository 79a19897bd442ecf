package import Terminal

/// How the help overlay divides a terminal, so that what is scrolled is what is drawn.
package struct HelpLayout: Equatable, Sendable {
    /// One, or two side by side where both are wide enough to read.
    package let columns: Int
    package let columnWidth: Int
    /// The lines of each column.
    package let rows: Int

    /// The columns between two columns.
    package static let gap = 4

    /// - Parameter body: the rows between the lines at the top and at the foot, whatever their width.
    package init(width: Int, body: Rect) {
        let room = max(1, width - 8)
        columns = room >= 92 ? 2 : 1
        let used = min(room, columns == 2 ? 124 : 76)
        columnWidth = max(1, (used - (columns - 1) * Self.gap) / columns)
        rows = max(1, body.height - (body.height > 6 ? 4 : 2))
    }
}
