package import ServiceCore
package import Terminal

/// A small menu and the rows of the moment it was opened: what its letters mean, whatever comes meanwhile.
package struct MenuState: Sendable {
    package let title: String
    package let items: [QuickEdit]
    package let rows: [Row]
    /// The row that decides what a toggle does.
    package let leading: Row

    init(_ edit: QuickEdit, rows: [Row], leading: Row) {
        let words = leading.schema.words
        let named =
            rows.count == 1 ? leading.name : NumberText.counted(rows.count, words.singular, words.plural)
        title = "\(edit.title) · \(named)"
        items = edit.menu
        self.rows = rows
        self.leading = leading
    }

    package func item(_ key: KeyStroke) -> QuickEdit? { items.first { $0.key == key } }
}
