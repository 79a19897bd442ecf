package import ServiceCore
import Terminal

/// What stands where somebody clicked, as far as a click means something there.
package enum BoardClick: Equatable, Sendable {
    /// The pane of this number.
    case tab(Int)
    /// The head of a column.
    case head(FieldID)
    /// One of the visible rows or lines, from 0.
    case row(Int)
    /// The key of a hint, as it is spelled.
    case hint(String)
    /// One of the items of a list that lies over the body.
    case item(Int)
    /// A step of the path, the workspace being 0.
    case crumb(Int)
}

extension Board {
    /// Does what a click means: opens a pane, sorts by a column, presses a hint's key; a row gets the cursor, and the one
    /// that has it is opened.
    ///
    /// An item of a list or of the palette is chosen in the same way; questions, forms and lines take no clicks: what is
    /// confirmed is confirmed by a key.
    package func click(_ target: BoardClick?) {
        typedAhead.drop()
        guard dialogs.isEmpty else {
            if case .item(let index) = target { dialogs.click(index).map(carryOut) }
            return
        }
        switch target {
        case .tab(let number): PaneRegistry.numbered.first { $0.number == number }.map { showPane($0.kind) }
        case .head(let field): sort(by: field)
        case .row(let line): clickRow(line)
        case .hint(let spelling): KeyStroke(spelling: spelling).map(press)
        case .crumb(let step): goBack(toStep: step)
        case .item, nil: break
        }
    }

    private func goBack(toStep step: Int) {
        while views.count > max(1, step) { goBack() }
    }

    private func clickRow(_ line: Int) {
        guard let table = currentTable else { return clickLine(line) }
        guard table.table.visible.indices.contains(table.table.visible.startIndex + line) else { return }
        let row = table.table.top + line
        guard row != table.table.cursor else { return openSelected() }
        table.move { $0.move(by: row - $0.cursor) }
    }

    private func clickLine(_ line: Int) {
        var isThere = false
        moveInPage { page in
            guard let cursor = page.visibleCursor, page.visible.indices.contains(line) else { return }
            isThere = cursor == line
            page.move(by: line - cursor)
        }
        if isThere { followLink() }
    }

    /// By the column, or turned round where it is that one already.
    private func sort(by field: FieldID) {
        guard let table = currentTable else { return }
        if let reason = table.sort(by: field) { notify(reason, level: .info) }
        remember(table)
    }
}
