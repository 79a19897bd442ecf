import ServiceCore
import Terminal

/// The help: lines to scroll through, and to search with `/`.
package struct HelpState: Sendable {
    package private(set) var page: PageState
    /// The words being typed; nil while none are.
    private var typed: LineEditor?

    package init(_ lines: [DetailLine]) { page = PageState(lines: lines) }

    mutating func resize(_ size: Size) { page.resize(width: size.width, height: size.height) }

    mutating func press(_ key: KeyStroke) -> DialogStep<Never> {
        if typed != nil {
            type(key)
            return .stays
        }
        switch key {
        case .escape where !page.search.isEmpty: page.find("")
        case .escape, "q", "?", .function(1), .enter: return .leaves
        case "/": typed = LineEditor(page.search)
        case "]": page.moveToHit(1)
        case "[": page.moveToHit(-1)
        case .down, "j": page.scroll(by: 1)
        case .up, "k": page.scroll(by: -1)
        case .pageDown, .space, .control("f"): page.scrollPage(1)
        case .pageUp, .control("b"): page.scrollPage(-1)
        case .home, "g": page.moveToStart()
        case .end, "G": page.moveToEnd()
        default: break
        }
        return .stays
    }

    /// Each letter goes to the first hit of what is typed by then.
    private mutating func type(_ key: KeyStroke) {
        switch key {
        case .enter: typed = nil
        case .escape:
            typed = nil
            page.find("")
        case .backspace where typed?.text.isEmpty == true: typed = nil
        default:
            _ = typed?.press(key)
            page.moveToStart()
            page.find(typed?.text.trimmingBlanks ?? "")
        }
    }

    package var snapshot: LinesSnapshot {
        var help = page.snapshot("Help")
        help.cursor = nil
        let keys =
            typed.map { "/\($0.text)" }
            ?? (page.search.isEmpty ? "/ searches · Esc closes" : "] [ next, last hit · Esc ends the search")
        help.summary = [page.summary, keys].filter { !$0.isEmpty }.joined(separator: " · ")
        return help
    }
}
