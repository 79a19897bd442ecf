import ServiceCore
import Terminal

/// The command palette: what is typed after `:` and the commands that fit it.
package struct PaletteState: Sendable {
    package struct Entry: Sendable, Equatable {
        package let name: String
        /// What is typed and shown: the short word of a command, else its name.
        package let word: String
        package let aliases: [String]
        package let title: String
        package let key: String
        package let disabled: String?
    }

    /// A command's name and what was typed after it.
    struct Run: Equatable {
        let name: String
        let argument: String
        /// The command's word and the argument, as they are typed again.
        let line: String
    }

    private let entries: [Entry]
    /// Why commands of elsewhere are none here, by each of their names.
    private let absent: [String: String]
    package private(set) var editor = LineEditor()
    package private(set) var selected = 0
    package private(set) var error = ""
    /// What was run before, which Up goes back through from an empty line.
    private(set) var history: LineHistory

    package init(
        entries: [Entry], absent: [String: String] = [:], text: String = "", history: [String] = []
    ) {
        self.entries = entries
        self.absent = absent
        self.history = LineHistory(history)
        editor = LineEditor(text)
    }

    private var word: String {
        String(editor.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
            .lowercased()
    }

    private var argument: String {
        guard let blank = editor.text.firstIndex(of: " ") else { return "" }
        return String(editor.text[blank...]).trimmingBlanks
    }

    /// Commands that fit: names that begin with the word first, then names, then titles that hold it.
    package var matches: [Entry] {
        guard !word.isEmpty else { return entries }
        func rank(_ entry: Entry) -> Int? {
            let names = [entry.word, entry.name] + entry.aliases
            if names.contains(word) { return 0 }
            if names.contains(where: { $0.hasPrefix(word) }) { return 1 }
            if names.contains(where: { $0.contains(word) }) { return 2 }
            return entry.title.lowercased().contains(word) ? 3 : nil
        }
        let ranked = entries.enumerated().compactMap { index, entry in rank(entry).map { ($0, index, entry) }
        }
        return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    mutating func press(_ key: KeyStroke) -> DialogStep<Run> {
        error = ""
        switch key {
        case .escape: return .leaves
        case .enter: return run()
        case .up where history.isGoneThrough || editor.text.isEmpty && selected == 0:
            show(history.older(than: editor.text))
        case .down where history.isGoneThrough: show(history.newer())
        case .up, .control("p"): selected = max(0, selected - 1)
        case .down, .control("n"): selected = min(max(0, matches.count - 1), selected + 1)
        case .tab: complete()
        case .backspace where editor.text.isEmpty: return .leaves
        default:
            if editor.press(key) { changed() }
        }
        return .stays
    }

    package mutating func paste(_ text: String) {
        editor.insert(text)
        changed()
    }

    private mutating func changed() {
        selected = 0
        history.leave()
    }

    private mutating func show(_ line: String?) {
        guard let line else { return }
        editor = LineEditor(line)
        selected = 0
    }

    /// Puts the cursor into what is typed.
    mutating func moveCursor(to place: Int) { editor.move(to: place) }

    mutating func click(_ index: Int) -> DialogStep<Run> {
        guard index != selected else { return run() }
        if matches.indices.contains(index) { selected = index }
        return .stays
    }

    private mutating func complete() {
        guard matches.indices.contains(selected) else { return }
        editor = LineEditor(matches[selected].word + " ")
        changed()
    }

    private mutating func run() -> DialogStep<Run> {
        guard matches.indices.contains(selected) else {
            error = unknown
            return .stays
        }
        let entry = matches[selected]
        if let reason = entry.disabled {
            error = "\(entry.title): \(reason)."
            return .stays
        }
        let line = [entry.word, argument].filter { !$0.isEmpty }.joined(separator: " ")
        return .ends(Run(name: entry.name, argument: argument, line: line))
    }

    private var unknown: String {
        if let reason = absent[word] { return "“\(word)”: \(reason)." }
        let nearest = NearestName.to(word, among: entries.map(\.word))
        return "There is no command “\(word)”." + (nearest.map { " Did you mean \($0)?" } ?? "")
    }

    package var snapshot: PaletteSnapshot {
        PaletteSnapshot(
            text: editor.text, cursor: editor.cursor,
            items: matches.prefix(200).map {
                PaletteSnapshot.Item(name: $0.word, title: $0.title, key: $0.key, disabled: $0.disabled)
            }, selected: selected, error: error)
    }
}
