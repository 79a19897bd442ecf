import ServiceCore
import Terminal

/// One row in full, or any other page of labelled lines: wrapped, scrolled and searched.
package struct PageState: Sendable {
    /// Before wrapping.
    package private(set) var lines: [DetailLine] = []
    private var wrapped: [(source: Int, line: DetailLine)] = []
    private var width = 0
    private var height = 1
    package private(set) var top = 0
    package private(set) var cursor = 0
    package private(set) var search = ""

    package init(lines: [DetailLine] = []) { self.lines = lines }

    /// The longest label, which sets the column of the values.
    package var labelWidth: Int {
        min(26, lines.filter { $0.style == .field }.map { DisplayWidth.of($0.label) }.max() ?? 0)
    }

    package mutating func show(_ lines: [DetailLine]) {
        guard lines != self.lines else { return }
        self.lines = lines
        wrap()
    }

    /// Shows other lines with the cursor on the one that leads where its own did, where there is one.
    mutating func showLinks(_ lines: [DetailLine]) {
        let link = current?.link
        show(lines)
        let own = wrapped.firstIndex { link != nil && lines[$0.source].link == link }
        if let own { move(by: own - cursor) }
    }

    package mutating func resize(width: Int, height: Int) {
        let height = max(1, height)
        guard (width, height) != (self.width, self.height) || wrapped.isEmpty else { return }
        (self.width, self.height) = (width, height)
        wrap()
    }

    private mutating func wrap() {
        let room = max(8, width - labelWidth - 4)
        wrapped = lines.enumerated().flatMap { index, line in
            let bars = line.bars.isEmpty ? 0 : line.bars.count + 1
            let columns = line.style == .field ? max(8, room - bars) : max(8, width - 2)
            return Self.wrap(line, to: columns).map { (index, $0) }
        }
        move(by: 0)
    }

    private static func wrap(_ line: DetailLine, to width: Int) -> [DetailLine] {
        SafeText.lines(of: LongText.page(line.text)).flatMap { $0.wrapped(to: width) }.enumerated().map {
            index, part in
            var wrapped = DetailLine(
                line.style, label: index == 0 ? line.label : "", text: part.text, tone: line.tone)
            if index == 0 { wrapped.bars = line.bars }
            return wrapped
        }
    }

    // MARK: Moving

    package mutating func move(by step: Int) {
        cursor = max(0, min(cursor + step, wrapped.count - 1))
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        top = max(0, min(top, max(0, wrapped.count - height)))
    }

    package mutating func movePage(_ direction: Int) { turn(by: direction * max(1, height - 1)) }
    package mutating func moveHalfPage(_ direction: Int) { turn(by: direction * max(1, height / 2)) }

    /// Moves the cursor and the lines under it together, so that the cursor keeps its place on the screen.
    private mutating func turn(by step: Int) {
        top += step
        move(by: step)
    }

    /// Moves the lines where no cursor is shown; the last one counts as reached once it is in sight.
    mutating func scroll(by step: Int) {
        let last = max(0, wrapped.count - height)
        top = max(0, min(top + step, last))
        cursor = top < last ? top : max(0, wrapped.count - 1)
    }

    mutating func scrollPage(_ direction: Int) { scroll(by: direction * max(1, height - 1)) }
    package mutating func moveToStart() { move(by: -wrapped.count) }
    package mutating func moveToEnd() { move(by: wrapped.count) }

    /// The line under the cursor, before wrapping.
    package var current: DetailLine? {
        wrapped.indices.contains(cursor) ? lines[wrapped[cursor].source] : nil
    }

    // MARK: Searching

    package mutating func find(_ text: String) {
        search = text
        if !hits.isEmpty, !hits.contains(cursor) { moveToHit(1) }
    }

    /// Goes to the next or the last hit, round the end; false where there is none.
    @discardableResult
    package mutating func moveToHit(_ direction: Int) -> Bool {
        let hits = hits
        guard !hits.isEmpty else { return false }
        let next =
            direction > 0
            ? hits.first { $0 > cursor } ?? hits[0] : hits.last { $0 < cursor } ?? hits[hits.count - 1]
        move(by: next - cursor)
        return true
    }

    private var hits: [Int] {
        guard !search.isEmpty else { return [] }
        let needle = TextFolding.fold(search)
        return wrapped.indices.filter {
            TextFolding.fold(wrapped[$0].line.text).contains(needle)
                || TextFolding.fold(wrapped[$0].line.label).contains(needle)
        }
    }

    // MARK: Showing

    package var visible: [DetailLine] { wrapped.dropFirst(top).prefix(height).map(\.line) }

    package var visibleCursor: Int? { wrapped.isEmpty ? nil : cursor - top }

    package var summary: String {
        var parts: [String] = []
        if wrapped.count > height {
            parts.append("line \(NumberText.grouped(cursor + 1)) of \(NumberText.grouped(wrapped.count))")
        }
        if !search.isEmpty { parts.append(NumberText.counted(hits.count, "hit")) }
        return parts.joined(separator: " · ")
    }

    /// What is visible as a page of its own.
    ///
    /// - Parameter stale: why the lines may be old; empty while they are not.
    func snapshot(_ title: String, stale: String = "") -> LinesSnapshot {
        LinesSnapshot(
            title: title, lines: visible, cursor: visibleCursor, summary: summary, search: search,
            labelWidth: labelWidth, stale: stale)
    }
}
