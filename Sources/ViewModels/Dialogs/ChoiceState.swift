import Terminal

/// A list to choose from: one item, or several switched on and off.
package struct ChoiceState: Sendable {
    package struct Item: Sendable, Equatable {
        package let id: String
        package var title: String
        /// Nil where one item is chosen and the list closes.
        package var isOn: Bool?

        package init(_ id: String, _ title: String, isOn: Bool? = nil) {
            self.id = id
            self.title = title
            self.isOn = isOn
        }
    }

    package let title: String
    package private(set) var items: [Item]
    package private(set) var selected = 0

    /// Carries out a key; what is switched on and off stays open, what is chosen closes.
    mutating func press(_ key: KeyStroke) -> DialogStep<String> {
        switch key {
        case .escape, "q": return .leaves
        case .up, "k": selected = max(0, selected - 1)
        case .down, "j": selected = min(items.count - 1, selected + 1)
        case .home, "g": selected = 0
        case .end, "G": selected = max(0, items.count - 1)
        case .enter where items.indices.contains(selected) && items[selected].isOn != nil: return .leaves
        case .enter, .space:
            guard items.indices.contains(selected) else { return .stays }
            items[selected].isOn?.toggle()
            let item = items[selected]
            return item.isOn == nil ? .ends(item.id) : .asks(item.id)
        default: break
        }
        return .stays
    }

    package var snapshot: ChoiceSnapshot {
        let isMany = items.contains { $0.isOn != nil }
        return ChoiceSnapshot(
            title: title, items: items.map { ChoiceSnapshot.Item(title: $0.title, isOn: $0.isOn) },
            selected: selected,
            hint: isMany ? "Space shows or hides · Enter done" : "Enter chooses · Esc leaves")
    }
}
