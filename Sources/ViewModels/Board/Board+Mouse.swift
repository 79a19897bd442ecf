package import Terminal

extension Board {
    /// A click on a row puts the cursor there, one on the row under the cursor opens it.
    ///
    /// Overlays and prompts take no clicks: what is confirmed is confirmed by a key.
    package func click(at place: Point) {
        dropTypedAhead()
        guard overlay == nil, prompt == nil, let table = currentTable else { return }
        let body = layout.body
        let line = place.y - body.minY - (body.height - layout.tableRows)
        guard body.contains(place), line >= 0, line < table.table.visible.count else { return }
        let row = table.table.top + line
        if row == table.table.cursor {
            openSelected()
        } else {
            table.move { $0.move(by: row - $0.cursor) }
        }
    }
}
