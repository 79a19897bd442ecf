import ServiceCore
import Terminal

/// A list to choose from: one item, or several switched on and off; `/` narrows it to what holds the words.
package struct ChoiceState: Sendable {
    package struct Item: Sendable, Equatable {
        package let id: String
        package var title: String
        /// What is said of it in a column of its own; empty where nothing is.
        package var note: String
        /// Nil where one item is chosen and the list closes.
        package var isOn: Bool?

        package init(_ id: String, _ title: String, note: String = "", isOn: Bool? = nil) {
            (self.id, self.title, self.note, self.isOn) = (id, title, note, isOn)
        }
    }

    package let title: String
    package private(set) var items: [Item]
    /// Among those that are shown.
    package private(set) var selected: Int
    private var search = LineEditor()
    private var isSearching = false

    package init(title: String, items: [Item], selected: Int = 0) {
        (self.title, self.items, self.selected) = (title, items, selected)
    }

    /// Those that hold what is searched for.
    package var shown: [Item] {
        let needle = TextFolding.fold(search.text)
        return needle.isEmpty
            ? items : items.filter { TextFolding.fold("\($0.title) \($0.note)").contains(needle) }
    }

    /// Carries out a key; what is switched on and off stays open, what is chosen closes.
    mutating func press(_ key: KeyStroke) -> DialogStep<String> {
        if isSearching { return pressInSearch(key) }
        switch key {
        case "/": isSearching = true
        case .escape where !search.text.isEmpty: endSearch()
        case .escape, "q": return .leaves
        case .up, "k": move(by: -1)
        case .down, "j": move(by: 1)
        case .home, "g": selected = 0
        case .end, "G": selected = max(0, shown.count - 1)
        case .enter where items.contains { $0.isOn != nil }: return .leaves
        case .enter, .space: return choose()
        default: break
        }
        return .stays
    }

    private mutating func pressInSearch(_ key: KeyStroke) -> DialogStep<String> {
        switch key {
        case .escape: endSearch()
        case .backspace where search.text.isEmpty: isSearching = false
        case .enter:
            isSearching = false
            // What is left alone is what was looked for.
            if shown.count == 1, shown[0].isOn == nil { return choose() }
        case .up: move(by: -1)
        case .down: move(by: 1)
        default:
            _ = search.press(key)
            selected = 0
        }
        return .stays
    }

    /// What is switched on and off is so by one click.
    mutating func click(_ index: Int) -> DialogStep<String> {
        guard shown.indices.contains(index) else { return .stays }
        let isChosen = index == selected || shown[index].isOn != nil
        selected = index
        return isChosen ? choose() : .stays
    }

    private mutating func endSearch() {
        let id = shown.indices.contains(selected) ? shown[selected].id : nil
        (search, isSearching) = (LineEditor(), false)
        selected = items.firstIndex { $0.id == id } ?? 0
    }

    private mutating func move(by step: Int) {
        selected = max(0, min(selected + step, shown.count - 1))
    }

    private mutating func choose() -> DialogStep<String> {
        guard shown.indices.contains(selected),
            let index = items.firstIndex(where: { $0.id == shown[selected].id })
        else { return .stays }
        items[index].isOn?.toggle()
        return items[index].isOn == nil ? .ends(items[index].id) : .asks(items[index].id)
    }

    package var snapshot: ChoiceSnapshot {
        let isMany = items.contains { $0.isOn != nil }
        let keys =
            isMany
            ? "Space shows or hides · / searches · Enter done" : "Enter chooses · / searches · Esc leaves"
        let isNarrowed = isSearching || !search.text.isEmpty
        return ChoiceSnapshot(
            title: title,
            items: shown.map { ChoiceSnapshot.Item(title: $0.title, note: $0.note, isOn: $0.isOn) },
            selected: selected, hint: isSearching ? "Enter keeps them · Esc shows all" : keys,
            search: isNarrowed ? search.text : nil, room: items.count,
            widest: (isMany ? "[ ] " : "") + widest)
    }

    /// As much as the widest title and the widest note take beside each other.
    private var widest: String {
        let parts = [items.map(\.title), items.map(\.note)].map { $0.max { $0.count < $1.count } ?? "" }
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
