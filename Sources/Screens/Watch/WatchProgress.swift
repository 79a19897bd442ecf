import Terminal
import ViewModels

/// Where the bar and the words beside it stand; the words go below where the bar would be too short.
struct WatchProgressLayout {
    let barWidth: Int
    let isStacked: Bool

    var rows: Int { isStacked ? 2 : 1 }

    init(_ watch: WatchSnapshot, width: Int, _ canvas: Canvas) {
        let beside = width - canvas.width(of: watch.progress) - 2
        isStacked = beside < 12
        barWidth = isStacked ? width : beside
    }
}

/// Draws the share of the audience that is settled, as a bar and in words.
func drawWatchProgress(
    _ watch: WatchSnapshot, _ layout: WatchProgressLayout, in rect: Rect, on canvas: inout Canvas
) {
    guard rect.height > 0 else { return }
    canvas.progressBar(watch.fraction, at: rect.origin, width: layout.barWidth)
    let words = layout.isStacked ? rect.row(1) : rect.row(0).inset(left: layout.barWidth + 2)
    guard words.height > 0 else { return }
    canvas.put(watch.progress, at: words.origin, CellStyle(.text).bold, maxWidth: words.width)
}

/// Draws the rate over time, under the bar and as high as `rect`, with what it shows under the bar's words.
func drawWatchChart(
    _ watch: WatchSnapshot, _ layout: WatchProgressLayout, in rect: Rect, on canvas: inout Canvas
) {
    guard rect.height > 0 else { return }
    let labelWidth = canvas.width(of: watch.ratesLabel)
    let beside = max(0, rect.width - labelWidth - 2)
    let room = layout.isStacked ? beside : min(layout.barWidth, beside)
    let rates = resampled(watch.rates, into: room)
    var pen = LinePen(rect.row(rect.height - 1))
    if !canvas.isPlain {
        drawColumns(rates, in: rect, on: &canvas)
        pen.skip((layout.isStacked ? rates.count : room) + 2)
    }
    pen.write(watch.ratesLabel, .dim, on: &canvas)
}

/// `values` as `count` values: neighbours told as their mean where there are too many, repeated where there are
/// too few. A short series is left as it is, for it is still growing.
private func resampled(_ values: [Double], into count: Int) -> [Double] {
    guard count > 0 else { return [] }
    guard values.count > count || values.count >= 30 else { return values }
    return (0..<count).map { index in
        let start = index * values.count / count
        let end = max(start + 1, (index + 1) * values.count / count)
        return values[start..<end].reduce(0, +) / Double(end - start)
    }
}

/// Columns in eighths of a cell, growing from the last row of `rect`.
func drawColumns(_ values: [Double], in rect: Rect, on canvas: inout Canvas) {
    let sparks = canvas.glyphs.sparks
    let peak = values.max() ?? 0
    guard sparks.count > 1, values.allSatisfy(\.isFinite) else { return }
    let steps = rect.height * sparks.count
    for (column, value) in values.enumerated() {
        let share = peak > 0 ? min(1, max(0, value / peak)) : 0
        let level = max(1, Int((share * Double(steps)).rounded()))
        for row in 0..<rect.height {
            let part = min(sparks.count, level - row * sparks.count)
            guard part > 0 else { break }
            let point = Point(x: rect.minX + column, y: rect.maxY - 1 - row)
            canvas.put(sign: sparks[part - 1], at: point, CellStyle(.sparkline))
        }
    }
}
