/// Which of `count` lines show in `rows`, so that the one at `cursor` is among them, in the middle where possible.
func visibleLines(of count: Int, rows: Int, around cursor: Int?) -> Range<Int> {
    guard rows > 0, count > 0 else { return 0..<0 }
    let first = min(max(0, (cursor ?? 0) - rows / 2), max(0, count - rows))
    return first..<min(count, first + rows)
}
