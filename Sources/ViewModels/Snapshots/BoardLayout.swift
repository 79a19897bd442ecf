package import Terminal

/// Where the parts of the board stand in a terminal of one size: header and tabs go first
/// where it is low, the preview where it is narrow.
package struct BoardLayout: Equatable, Sendable {
    package let size: Size
    package let header: Rect?
    package let tabs: Rect?
    package let body: Rect
    /// Right of the table from 140 columns; nil below or where nothing is previewed.
    package let preview: Rect?
    package let crumbs: Rect?
    package let notice: Rect?
    package let hints: Rect?

    /// - Parameter isMaximised: gives the body the header's, tabs' and crumbs' lines.
    package init(size: Size, isMaximised: Bool = false, hasPreview: Bool = false) {
        self.size = size
        let isSmall = size.width < 60 || size.height < 15
        let showsFrame = !isSmall && !isMaximised
        func line(_ row: Int) -> Rect { Rect(x: 0, y: row, width: size.width, height: 1) }
        header = showsFrame ? line(0) : nil
        tabs = showsFrame ? line(1) : nil
        crumbs = showsFrame ? line(size.height - 3) : nil
        notice = size.height >= 4 ? line(size.height - (isSmall ? 1 : 2)) : nil
        hints = isSmall ? nil : line(size.height - 1)
        let top = showsFrame ? 2 : 0
        let below = [crumbs, notice, hints].compactMap(\.self).count
        let rows = max(0, size.height - top - below)
        let previewColumns = hasPreview && size.width >= 140 && !isSmall ? min(64, size.width * 2 / 5) : 0
        body = Rect(x: 0, y: top, width: size.width - previewColumns, height: rows)
        preview =
            previewColumns > 0
            ? Rect(x: size.width - previewColumns, y: top, width: previewColumns, height: rows) : nil
    }

    /// How many rows a table shows under its title and column heads.
    package var tableRows: Int {
        max(0, body.height - (body.height > 2 ? 2 : (body.height > 1 ? 1 : 0)))
    }

    /// How many lines a detail or a page shows under its title.
    package var pageLines: Int { max(0, body.height - (body.height > 1 ? 1 : 0)) }
}

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
