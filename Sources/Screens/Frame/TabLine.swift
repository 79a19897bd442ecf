import Terminal
import ViewModels

/// Draws the panes with the keys that open them, closer together and shorter where room is scarce.
func drawTabs(_ tabs: [TabSnapshot], in rect: Rect, on canvas: inout Canvas) {
    guard rect.width > 0, rect.height > 0 else { return }
    for tab in TabLine.fitting(tabs, in: rect, canvas) {
        if tab.isActive {
            let block = tab.rect.inset(x: -1, y: 0).intersection(rect)
            canvas.fill(block, .tabActive)
            if canvas.isPlain { drawBrackets(around: block, on: &canvas) }
        }
        var pen = LinePen(tab.rect.intersection(rect))
        pen.write(tab.number, tab.isActive ? .tabActive : .key, on: &canvas)
        pen.write(tab.title, tab.isActive ? .tabActive : .tab, on: &canvas)
    }
}

/// Tells the open pane where colour says nothing.
private func drawBrackets(around block: Rect, on canvas: inout Canvas) {
    canvas.put("[", at: block.origin, .tabActive)
    canvas.put("]", at: Point(x: block.maxX - 1, y: block.minY), .tabActive)
}

/// The tabs in the most generous form that fits.
enum TabLine {
    struct Tab {
        /// The key that opens it.
        var key: Int
        var number: String
        var title: String
        var isActive: Bool
        var rect = Rect(x: 0, y: 0, width: 0, height: 0)

        /// The columns that each of its brackets takes.
        func bracket(_ canvas: Canvas) -> Int { canvas.isPlain && isActive ? 1 : 0 }
    }

    /// Each tab with its place; in the last resort some lie beyond the right end of `rect`.
    static func fitting(_ tabs: [TabSnapshot], in rect: Rect, _ canvas: Canvas) -> [Tab] {
        for form in forms {
            for gap in [2, 1] {
                let line = placed(tabs, as: form, gap: gap, in: rect, canvas)
                if line.last.map({ $0.rect.maxX + $0.bracket(canvas) <= rect.maxX }) ?? true { return line }
            }
        }
        return placed(tabs, as: forms[forms.count - 1], gap: 1, in: rect, canvas)
    }

    private typealias Form = @Sendable (TabSnapshot) -> (number: String, title: String)

    private static let forms: [Form] = [
        { ("\($0.number) ", $0.title) },
        { ("\($0.number) ", $0.firstWord) },
        { ("\($0.number)", $0.firstWord) },
        { ("\($0.number)", String($0.firstWord.prefix(8))) },
        { $0.isActive ? ("\($0.number) ", $0.firstWord) : ("\($0.number)", "") },
    ]

    private static func placed(
        _ tabs: [TabSnapshot], as form: Form, gap: Int, in rect: Rect, _ canvas: Canvas
    ) -> [Tab] {
        var x = rect.minX + 1
        return tabs.enumerated().map { index, shown in
            let (number, title) = form(shown)
            var tab = Tab(key: shown.number, number: number, title: title, isActive: shown.isActive)
            // Brackets want columns of their own, lest they stick to a neighbour; the first has one to spare.
            let bracket = tab.bracket(canvas)
            let width = canvas.width(of: tab.number + tab.title)
            tab.rect = Rect(x: x + (index > 0 ? bracket : 0), y: rect.minY, width: width, height: 1)
            x = tab.rect.maxX + bracket + gap
            return tab
        }
    }
}

extension TabSnapshot {
    fileprivate var firstWord: String {
        String(title.split(separator: " ", maxSplits: 1).first ?? "")
    }
}
