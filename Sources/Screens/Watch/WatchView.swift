import ServiceCore
import Terminal
import ViewModels

/// Draws a launch: how far it is, where every message stands, and why some did not go.
///
/// What counts most is drawn at every size: the bar, then the partition, then what is said in words.
func drawWatch(_ watch: WatchSnapshot, in rect: Rect, on canvas: inout Canvas) {
    let plan = WatchPlan(watch, size: rect.size, canvas)
    let parts = WatchParts(plan, in: rect)
    drawWatchTitle(watch, in: parts.title, on: &canvas)
    drawWatchProgress(watch, plan.progress, in: parts.bar, on: &canvas)
    drawWatchChart(watch, plan.progress, in: parts.chart, on: &canvas)
    drawRemarks(watch.remarks, in: parts.remarks, on: &canvas)
    plan.partition.draw(in: parts.states, on: &canvas)
    drawLater(watch.later, in: parts.later, on: &canvas)
    canvas.put(watch.way, at: parts.way.origin, .dim, maxWidth: parts.way.height > 0 ? parts.way.width : 0)
    drawWatchColumns(watch, in: parts.columns, on: &canvas)
    drawWatchList(watch, in: parts.list, within: rect, on: &canvas)
}

/// Where the parts of a watch stand.
struct WatchParts {
    let title, bar, chart, remarks, states, later, way, columns, list: Rect

    init(_ plan: WatchPlan, in rect: Rect) {
        let page = rect.inset(x: rect.width > 2 ? 1 : 0, y: 0)
        var rest = rect
        func take(_ rows: Int, gap: Int = 0) -> Rect {
            let (taken, below) = rest.splitRows(at: rows)
            rest = below.inset(top: rows > 0 ? gap : 0)
            return Rect(x: page.minX, y: taken.minY, width: page.width, height: taken.height)
        }
        let line = take(plan.title)
        title = Rect(x: rect.minX, y: line.minY, width: rect.width, height: line.height)
        bar = take(plan.bar)
        chart = take(plan.chart, gap: plan.gap)
        remarks = take(plan.remarks, gap: plan.gap)
        states = take(plan.states)
        later = take(plan.later)
        way = take(plan.way)
        rest = rest.inset(top: plan.gap)
        columns = take(plan.columns, gap: plan.gap)
        list = take(plan.list)
    }
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
