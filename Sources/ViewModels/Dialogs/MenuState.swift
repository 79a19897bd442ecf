package import ServiceCore
import Terminal

/// A small menu and the rows of the moment it was opened: what its letters mean, whatever comes meanwhile.
package struct MenuState: Sendable {
    package let title: String
    package let items: [ActionKey]
    package let rows: [Row]

    /// - Parameter rows: one at least.
    init(_ edit: ActionKey, rows: [Row]) {
        title = "\(edit.title) · \(rows.named)"
        items = edit.menu
        self.rows = rows
    }

    func press(_ key: KeyStroke) -> DialogStep<ActionKey> {
        if key == .escape || key == "q" { return .leaves }
        return items.first { $0.stroke == key }.map { .ends($0) } ?? .stays
    }

    func click(_ index: Int) -> DialogStep<ActionKey> {
        items.indices.contains(index) ? .ends(items[index]) : .stays
    }
}

/// Rows of one kind in a sentence; one at least.
extension [Row] {
    /// `12 contacts`.
    var counted: String {
        NumberText.counted(count, self[0].schema.words.singular, self[0].schema.words.plural)
    }

    /// The name of one, else how many there are.
    var named: String { count == 1 ? self[0].name : counted }
}
