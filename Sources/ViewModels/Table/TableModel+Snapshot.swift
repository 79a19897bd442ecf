import ServiceCore

extension TableModel {
    package func snapshot() -> TableSnapshot {
        let showsPlatform = (source?.members.count ?? 0) > 1
        let format = FieldText(clock)
        let shown = columns
        let visible = Array(table.visible)
        return TableSnapshot(
            title: pane.title, filter: filterText, summary: summary(of: listedParts),
            shortSummary: listedParts.isEmpty ? "" : summary(of: listedParts(\.shortPart)), stale: stale,
            columns: shown.map(column) + (showsPlatform ? [platformColumn] : []),
            scrolledColumns: scrolledColumns,
            rows: visible.map { row($0, shown, format, showsPlatform) },
            cursor: visible.isEmpty || table.isSeeking ? nil : table.cursor - table.top,
            message: visible.isEmpty ? message : nil,
            position: position)
    }

    /// As wide as the longest name of a connection, within reason: a name cut short is read as another.
    private var platformColumn: ColumnSnapshot {
        let longest = source?.members.map { $0.connection.id.name.count }.max() ?? 0
        return ColumnSnapshot(
            field: "platform", title: "PLATFORM", isRightAligned: false, priority: 2,
            minimumWidth: min(max(longest, 8), 14), maximumWidth: 14, truncatesMiddle: false)
    }

    private func column(_ column: PaneColumn) -> ColumnSnapshot {
        let kind = schema?[column.field]?.kind
        let order = currentSort
        return ColumnSnapshot(
            field: column.field, title: column.title, isRightAligned: kind == .integer || kind == .number,
            priority: column.priority, minimumWidth: column.column.width.lowerBound,
            maximumWidth: column.column.width.upperBound,
            truncatesMiddle: column.column.truncatesMiddle,
            sort: order?.field == column.field ? (order?.isAscending == true ? .ascending : .descending) : nil
        )
    }

    private func row(
        _ row: Row, _ shown: [PaneColumn], _ format: FieldText, _ showsPlatform: Bool
    ) -> TableRowSnapshot {
        let changed = changes[row.id] ?? []
        var cells = shown.map { column in
            let value = row[column.field]
            let kind = schema?[column.field]?.kind
            let isDoubted = row.doubted.contains(column.field) && kind != .flag
            return CellSnapshot(
                text: isDoubted
                    ? "unknown"
                    : schema?[column.field].flatMap(row.emptyWord) ?? format.cell(value, of: kind),
                tone: FieldText.tone(value),
                isChanged: changed.contains(column.field), isUnseen: row.unseen.contains(column.field))
        }
        if showsPlatform {
            let isStale = freshness[row.id.connection]?.failure != nil
            cells.append(
                CellSnapshot(
                    text: row.id.connection.name + (isStale ? " stale" : ""), tone: isStale ? .warning : nil,
                    isChanged: false))
        }
        if row.oddity != nil, !cells.isEmpty {
            cells[0].text = Row.oddMark + cells[0].text
            cells[0].tone = .warning
        }
        if row.doubt != nil, row.doubted.isDisjoint(with: shown.map(\.field)), !cells.isEmpty {
            cells[0].text = Row.doubtMark + cells[0].text
            cells[0].tone = .warning
        }
        return TableRowSnapshot(isMarked: table.marks[row.id] != nil, cells: cells)
    }

    /// `42 of 12,344 · 3 marked · by e-mail`, counted as far as anybody has.
    ///
    /// - Parameter parts: what is listed where that is not all.
    private func summary(of listed: [String]) -> String {
        var parts = [countText]
        if newerAbove > 0 { parts.append("\(NumberText.grouped(newerAbove)) newer above") }
        if !table.marks.isEmpty { parts.append("\(NumberText.grouped(table.marks.count)) marked") }
        // What is not there is said before the order, which the heads say too.
        parts += listed + beyond
        if let order = currentSort, let field = schema?[order.field] {
            parts.append("by \(field.label.lowercased())\(order.isAscending ? "" : ", last first")")
        }
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// How many rows have come before the one that was the first when the cursor was put on it, the newest standing first.
    private var newerAbove: Int {
        guard let order = currentSort, !order.isAscending, schema?[order.field]?.kind == .date,
            table.standing != .elsewhere, table.isPlaced, !table.isSeeking
        else { return 0 }
        return table.cursor
    }

    /// What the list does not hold of the platforms' rows, a sentence without its full stop each.
    var gaps: [String] { listedParts + unread }

    /// What is listed of the platforms that do not list all of their rows, each once.
    private var listedParts: [String] { listedParts(\.part) }

    private func listedParts(_ words: KeyPath<Gathering<Row>, String?>) -> [String] {
        (source?.members ?? []).reduce(into: []) { parts, member in
            guard let part = member.operations.list?.gathering?[keyPath: words], !parts.contains(part) else {
                return
            }
            parts.append(part)
        }
    }

    /// Of which platforms there may be rows that were not looked at.
    private var unread: [String] {
        (source?.gathered ?? []).filter(\.isCapped).map {
            "\($0.connection): only the first \(NumberText.grouped($0.count)) were looked at"
        }
    }

    /// What the platforms count of those that have more rows than are read: `dyn: first 5,000 of 7,312`.
    private var beyond: [String] {
        (source?.gathered ?? []).compactMap { gathered in
            guard let total = freshness[gathered.connection]?.total, total > gathered.count else {
                return nil
            }
            let counted = "first \(NumberText.grouped(gathered.count)) of \(NumberText.grouped(total))"
            return source?.members.count == 1 ? counted : "\(gathered.connection): \(counted)"
        }
    }

    private var position: TableSnapshot.Position? {
        guard case .exact(let count) = table.total, count > 0, table.isPlaced else { return nil }
        return TableSnapshot.Position(first: table.top, total: count)
    }

    private var message: TableMessage? {
        let plural = source?.schema.words.plural ?? pane.title.lowercased()
        guard source?.list != nil else {
            return TableMessage(
                kind: .notOffered, text: "No connection here offers \(plural).",
                hint: "1…8 shows the other panes.")
        }
        if let failure = failureOfAll {
            return TableMessage(
                kind: .failed, text: failure.message, hint: holdText ?? failure.hint ?? "r tries again.")
        }
        if isWaitingForFirstRows {
            return TableMessage(kind: .loading, text: "Loading \(plural)…", hint: holdText ?? "")
        }
        if !filter.isEmpty {
            let unseen = gaps.map { "\($0). " }.joined()
            return TableMessage(
                kind: .filteredOut, text: "No \(plural) match “\(filterText)”.",
                hint: "\(unseen)Esc clears the filter.")
        }
        let parts = listedParts.joined(separator: " · ")
        return parts.isEmpty
            ? TableMessage(kind: .empty, text: "There are no \(plural) yet.", hint: emptyHint)
            : TableMessage(kind: .empty, text: "No \(plural) are listed.", hint: "\(parts).")
    }

    private var emptyHint: String {
        let canCreate = source?.members.contains { $0.operations.create != nil } ?? false
        return pane.emptyHint.hasPrefix("n ") && !canCreate ? "" : pane.emptyHint
    }
}
