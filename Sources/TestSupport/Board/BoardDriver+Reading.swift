import ServiceCore
package import ViewModels

extension BoardDriver {
    package var snapshot: BoardSnapshot { board.snapshot }

    package var table: TableSnapshot? {
        if case .table(let table, _) = snapshot.body { table } else { nil }
    }

    package var detail: LinesSnapshot? {
        if case .detail(let detail) = snapshot.body { detail } else { nil }
    }

    package var watch: WatchSnapshot? {
        if case .watch(let watch) = snapshot.body { watch } else { nil }
    }

    package var page: LinesSnapshot? {
        if case .lines(let lines) = snapshot.body { lines } else { nil }
    }

    package var confirm: ConfirmSnapshot? {
        if case .confirm(let confirm) = snapshot.overlay { confirm } else { nil }
    }

    package var form: FormSnapshot? {
        if case .form(let form) = snapshot.overlay { form } else { nil }
    }

    package var menu: MenuSnapshot? {
        if case .menu(let menu) = snapshot.overlay { menu } else { nil }
    }

    package var palette: PaletteSnapshot? {
        if case .palette(let palette) = snapshot.overlay { palette } else { nil }
    }

    package var choice: ChoiceSnapshot? {
        if case .choice(let choice) = snapshot.overlay { choice } else { nil }
    }

    package var help: LinesSnapshot? {
        if case .help(let help) = snapshot.overlay { help } else { nil }
    }

    package var reveal: RevealSnapshot? {
        if case .reveal(let reveal) = snapshot.overlay { reveal } else { nil }
    }

    /// The notice's text, empty where there is none.
    package var notice: String { snapshot.notice?.text ?? "" }

    /// The key column of the visible rows.
    package var names: [String] { board.currentTable?.table.visible.map(\.name) ?? [] }

    /// The row that the picture shows under the cursor, by its key column.
    package var selected: String? {
        guard let table, let cursor = table.cursor, names.indices.contains(cursor) else { return nil }
        return names[cursor]
    }

    /// The path to what is shown without the workspace.
    package var place: String { snapshot.crumbs.dropFirst().joined(separator: " › ") }

    package var hintKeys: [String] { snapshot.hints.map(\.key) }

    package var didQuit: Bool {
        effects.contains { if case .quit = $0 { true } else { false } }
    }

    package var copied: [String] {
        effects.compactMap { if case .copy(let text, _) = $0 { text } else { nil } }
    }

    /// What the copied texts are called.
    package var copiedNames: [String] {
        effects.compactMap { if case .copy(_, let name) = $0 { name } else { nil } }
    }
}
