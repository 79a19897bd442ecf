import ServiceCore
import Terminal

extension Board {
    /// Does what a click means: opens a pane, sorts by a column, presses a hint's key; a row gets the cursor, and the one
    /// that has it is opened.
    ///
    /// An item of a list or of the palette is chosen in the same way, what may be typed is put into the line; questions
    /// take no clicks: what is confirmed is confirmed by a key.
    package func click(_ target: BoardClick?) {
        typedAhead.drop()
        guard let target else { return }
        guard dialogs.isEmpty else {
            return dialogs.click(target, at: clock.monotonic()).map(carryOut) ?? ()
        }
        switch target {
        case .tab(let number): PaneRegistry.numbered.first { $0.number == number }.map { showPane($0.kind) }
        case .head(let field): sort(by: field)
        case .row(let line): clickRow(line)
        case .hint(let spelling): KeyStroke(spelling: spelling).map(press)
        case .next(let words): takeStep(words)
        case .crumb(let step): goBack(toStep: step)
        case .item(let index): clickWatched(index)
        // Texts are typed in dialogs alone.
        case .text: break
        }
    }

    /// A sentence may begin with a letter that is the key of something else: only what is worded as a key's hint is one.
    private func takeStep(_ words: String) {
        let command = offeredCommands(in: scopes).first { "\(keyMap.spelling(of: $0)) \($0.title)" == words }
        if let command { run(command, argument: "") }
    }

    /// One of the recipients or events of a watch.
    private func clickWatched(_ index: Int) {
        guard let watch = currentWatch else { return }
        guard index != watch.cursor else { return openWatchedPerson() }
        watch.moveCursor(by: index - watch.cursor)
    }

    private func goBack(toStep step: Int) {
        while views.count > max(1, step) { goBack() }
    }

    private func clickRow(_ line: Int) {
        guard let table = currentTable else { return clickLine(line) }
        guard table.table.visible.indices.contains(table.table.visible.startIndex + line) else { return }
        let row = table.table.top + line
        guard row != table.table.cursor else { return openSelected() }
        table.move { $0.move(by: row - $0.cursor) }
    }

    private func clickLine(_ line: Int) {
        var isThere = false
        moveInPage { page in
            guard let cursor = page.visibleCursor, page.visible.indices.contains(line) else { return }
            isThere = cursor == line
            page.move(by: line - cursor)
        }
        if isThere { followLink() }
    }

    /// By the column, or turned round where it is that one already.
    private func sort(by field: FieldID) {
        guard let table = currentTable else { return }
        if let reason = table.sort(by: field) { notify(reason, level: .info) }
        remember(table)
    }
}
