package import ServiceCore
package import Terminal

/// A small menu and the rows of the moment it was opened: what its letters mean, whatever comes meanwhile.
package struct MenuState: Sendable {
    package let title: String
    package let items: [QuickEdit]
    package let rows: [Row]

    /// - Parameter rows: one at least.
    init(_ edit: QuickEdit, rows: [Row]) {
        let words = rows[0].schema.words
        let named =
            rows.count == 1 ? rows[0].name : NumberText.counted(rows.count, words.singular, words.plural)
        title = "\(edit.title) · \(named)"
        items = edit.menu
        self.rows = rows
    }

    package func item(_ key: KeyStroke) -> QuickEdit? { items.first { $0.key == key } }
}
