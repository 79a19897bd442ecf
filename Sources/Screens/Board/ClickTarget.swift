package import Terminal
package import ViewModels

/// What stands at a place of the picture that `drawBoard` makes of the same snapshot; nil where a click means nothing.
package func clickTarget(at place: Point, in snapshot: BoardSnapshot, glyphs: GlyphSet) -> BoardClick? {
    let layout = snapshot.layout
    // What is measured depends on the signs alone, so a canvas without cells will do.
    let canvas = Canvas(size: Size(width: 0, height: 0), glyphs: glyphs)
    let area = Rect(x: 0, y: layout.body.minY, width: layout.size.width, height: layout.body.height)
    if let rect = layout.hints, rect.contains(place) {
        return hintPlaces(snapshot.hints, in: rect, canvas).first { $0.rect.contains(place) }
            .map { .hint($0.hint.key) }
    }
    if let overlay = snapshot.overlay { return overlayTarget(at: place, in: overlay, area, layout, canvas) }
    if let prompt = snapshot.prompt {
        return prompt.suggestions.flatMap { suggestionTarget(at: place, in: $0, area, canvas) }
            ?? promptTarget(at: place, in: prompt, layout.promptLine, canvas)
    }
    if let rect = layout.crumbs, rect.contains(place) {
        return CrumbLine(snapshot.crumbs, width: rect.width, canvas).step(at: place.x - rect.minX, canvas)
            .map { .crumb($0) }
    }
    if let rect = layout.tabs, rect.contains(place) {
        return TabLine.fitting(snapshot.tabs, in: rect, canvas).first { $0.rect.contains(place) }
            .map { .tab($0.key) }
    }
    if let rect = layout.notice, rect.contains(place), let notice = snapshot.notice {
        return NoticeLine(notice, in: rect, canvas).hints?.hint(at: place, canvas).map { .next($0) }
    }
    guard layout.body.contains(place) else { return nil }
    return bodyTarget(at: place, in: snapshot.body, layout.body, canvas)
}

private func bodyTarget(
    at place: Point, in body: BodySnapshot, _ rect: Rect, _ canvas: Canvas
) -> BoardClick? {
    switch body {
    case .table(let table, preview: _):
        let parts = TableParts(rect)
        if parts.rows.contains(place) {
            let line = place.y - parts.rows.minY
            return line < table.rows.count ? .row(line) : nil
        }
        guard parts.heads.contains(place), !table.rows.isEmpty else { return nil }
        let grid = TableGrid(table, width: rect.width, canvas)
        let column = grid.plan.places.first { column in
            let start = rect.minX + grid.gutter + column.x
            return place.x >= start && place.x < start + column.width
        }
        return column.map { .head(table.columns[$0.index].field) }
    case .detail, .lines:
        let lines = rect.splitRows(at: rect.height > 1 ? 1 : 0).bottom
        return lines.contains(place) ? .row(place.y - lines.minY) : nil
    case .watch(let watch):
        let list = WatchParts(WatchPlan(watch, size: rect.size, canvas), in: rect).list
        return watchListItem(at: place, of: watch, in: list, within: rect).map { .item($0) }
    }
}
