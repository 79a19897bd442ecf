import ServiceCore
import Terminal
import ViewModels

/// Draws a launch: how far it is, where every message stands, and why some did not go.
///
/// What counts most is drawn at every size: the bar, then the partition, then what is said in words.
func drawWatch(_ watch: WatchSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let plan = WatchPlan(watch, size: rect.size, canvas)
    let page = rect.inset(x: rect.width > 2 ? 1 : 0, y: 0)
    var rest = rect
    func take(_ rows: Int, gap: Int = 0) -> Rect {
        let (taken, below) = rest.splitRows(at: rows)
        rest = below.inset(top: rows > 0 ? gap : 0)
        return Rect(x: page.minX, y: taken.minY, width: page.width, height: taken.height)
    }
    drawWatchTitle(watch, in: wide(take(plan.title), rect), on: &canvas)
    drawWatchProgress(watch, plan.progress, in: take(plan.bar), on: &canvas)
    drawWatchChart(watch, plan.progress, in: take(plan.chart, gap: plan.gap), on: &canvas)
    drawRemarks(watch.remarks, in: take(plan.remarks, gap: plan.gap), on: &canvas)
    plan.partition.draw(in: take(plan.states), on: &canvas)
    drawLater(watch.later, in: take(plan.later), on: &canvas)
    rest = rest.inset(top: plan.gap)
    drawWatchColumns(watch, in: take(plan.columns, gap: plan.gap), on: &canvas)
    drawWatchList(watch, in: take(plan.list), within: rect, on: &canvas)
}

private func wide(_ line: Rect, _ rect: Rect) -> Rect {
    Rect(x: rect.minX, y: line.minY, width: rect.width, height: line.height)
}

private func drawWatchTitle(_ watch: WatchSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let state = Run(watch.state.word.uppercased(), CellStyle(watch.state.tone.role).bold)
    let since = watch.since.isEmpty ? [] : [Run(" "), Run(watch.since, .dim)]
    let sign = canvas.isPlain ? "   " : "   \(canvas.glyphs.refreshed) "
    let freshness = watch.freshness.isEmpty ? [] : [Run(sign + watch.freshness, .dim)]
    let all = [state] + since + freshness
    let fits = canvas.width(of: all) + 16 <= rect.width
    drawTitleLine(watch.title, trailing: fits ? all : [state], in: rect, on: &canvas)
}
