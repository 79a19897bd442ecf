import Terminal
import ViewModels

/// Draws the panes with the keys that open them, closer together and shorter where room is scarce.
func drawTabs(_ tabs: [TabSnapshot], in rect: Rect, on canvas: inout Canvas) {
    guard rect.width > 0, rect.height > 0 else { return }
    let line = TabLine.fitting(tabs, columns: rect.width, canvas)
    var pen = LinePen(rect, indent: 1)
    for tab in line.tabs {
        let width = canvas.width(of: tab.number + tab.title)
        if tab.isActive {
            let block = Rect(x: pen.x - 1, y: rect.minY, width: width + 2, height: 1).intersection(rect)
            canvas.fill(block, .tabActive)
            if canvas.isPlain { drawBrackets(around: block, on: &canvas) }
        }
        pen.write(tab.number, tab.isActive ? .tabActive : .key, on: &canvas)
        pen.write(tab.title, tab.isActive ? .tabActive : .tab, on: &canvas)
        pen.skip(line.gap)
    }
}

/// Tells the open pane where colour says nothing.
private func drawBrackets(around block: Rect, on canvas: inout Canvas) {
    canvas.put("[", at: block.origin, .tabActive)
    canvas.put("]", at: Point(x: block.maxX - 1, y: block.minY), .tabActive)
}

/// The tabs in the most generous form that fits.
private struct TabLine {
    struct Tab {
        var number: String
        var title: String
        var isActive: Bool
    }

    var tabs: [Tab]
    var gap: Int

    static func fitting(_ tabs: [TabSnapshot], columns: Int, _ canvas: Canvas) -> TabLine {
        let forms: [(TabSnapshot) -> Tab] = [
            { Tab(number: "\($0.number) ", title: $0.title, isActive: $0.isActive) },
            { Tab(number: "\($0.number) ", title: $0.firstWord, isActive: $0.isActive) },
            { Tab(number: "\($0.number)", title: $0.firstWord, isActive: $0.isActive) },
            {
                Tab(
                    number: $0.isActive ? "\($0.number) " : "\($0.number)",
                    title: $0.isActive ? $0.firstWord : "", isActive: $0.isActive)
            },
        ]
        for form in forms {
            for gap in [2, 1] {
                let line = TabLine(tabs: tabs.map(form), gap: gap)
                if line.width(on: canvas) <= columns { return line }
            }
        }
        return TabLine(tabs: tabs.map(forms[forms.count - 1]), gap: 1)
    }

    private func width(on canvas: Canvas) -> Int {
        let texts = tabs.reduce(0) { $0 + canvas.width(of: $1.number + $1.title) }
        return 1 + texts + gap * max(0, tabs.count - 1)
    }
}

extension TabSnapshot {
    fileprivate var firstWord: String {
        String(title.split(separator: " ", maxSplits: 1).first ?? "")
    }
}
