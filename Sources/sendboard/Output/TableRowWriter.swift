import ServiceCore
import Terminal

/// A table aligned by display width; on a terminal it fits the window, elsewhere nothing is ever cut off.
///
/// Widths come from the first window of rows, so that later ones can be written as they come; where rows of several
/// connections follow one another, from all of them up to `mostHeld`, lest each begin a table of its own.
struct TableRowWriter: RowWriter {
    let output: Output
    private var columns: [TableColumn]
    private let zone: WallZone
    private let isMerged: Bool
    private var held: [Row] = []
    private var widths: [Int] = []
    /// What is kept in memory until the widths are known.
    private static let mostHeld = 20_000
    private static let gap = 2
    /// Even a crowded column keeps this much.
    private static let narrowest = 8
    private static let widest = 40

    /// - Parameters:
    ///   - isMerged: whether the rows are of several connections, which a column then names.
    ///   - zone: that of the times shown.
    init(output: Output, columns: [TableColumn], isMerged: Bool = false, zone: WallZone) {
        self.output = output
        let platform: [TableColumn] = isMerged && !columns.contains(.platform) ? [.platform] : []
        let last = columns.last?.isLong == true ? 1 : 0
        self.columns = columns.dropLast(last) + platform + columns.suffix(last)
        self.isMerged = isMerged
        self.zone = zone
    }

    mutating func write(_ rows: [Row]) throws(ServiceError) {
        guard isMerged, widths.isEmpty else { return try emit(rows) }
        held += rows
        if held.count >= Self.mostHeld { try release() }
    }

    mutating func finish() throws(ServiceError) { try release() }

    private mutating func release() throws(ServiceError) {
        try emit(held)
        held = []
    }

    private mutating func emit(_ rows: [Row]) throws(ServiceError) {
        guard !rows.isEmpty else { return }
        if widths.isEmpty {
            layOut(rows)
            try emitHeading()
        }
        for row in rows { try output.line(line(columns.map { cell(of: row, in: $0) })) }
    }

    /// The first cell of a row of which part could not be read says so, and where no cell shows what nobody knows.
    private func cell(of row: Row, in column: TableColumn) -> SafeText {
        let cell = column.cell(of: row, zone)
        guard column == columns.first else { return cell }
        let isDoubtHidden = row.doubt != nil && row.doubted.isDisjoint(with: columns.map(\.field))
        let marks = (row.oddity == nil ? "" : Row.oddMark) + (isDoubtHidden ? Row.doubtMark : "")
        return marks.isEmpty ? cell : SafeText(marks) + cell
    }

    /// A value as a person reads it: flags as `yes` or `no`, times to the second.
    static func cell(_ value: FieldValue, _ zone: WallZone) -> SafeText {
        switch value {
        case .flag(let flag): SafeText(flag ? "yes" : "no")
        case .number(let number): SafeText(Int(exactly: number).map { String($0) } ?? String(number))
        case .date(let date): SafeText(zone.wall(date).text)
        // No head says the zone of times in words.
        default: SafeText(LongText.line(value.text(zone.text)))
        }
    }

    private mutating func layOut(_ rows: [Row]) {
        widths = columns.map { column in
            rows.reduce(SafeText(column.title).width) { max($0, cell(of: $1, in: column).width) }
        }
        guard output.isTerminal else {
            // A single long cell should not push all that follows out of sight; it juts out instead.
            widths = widths.map { min($0, Self.widest) }
            return
        }
        while total > output.columns, shrinkWidest() || dropLeastImportant() {}
    }

    private var total: Int { widths.reduce(0, +) + Self.gap * (widths.count - 1) }

    /// Takes from the widest column what is too much, down to twice its fair share.
    private mutating func shrinkWidest() -> Bool {
        let floor = max(Self.narrowest, output.columns / max(1, widths.count))
        guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > floor else {
            return false
        }
        widths[widest] = max(floor, widths[widest] - (total - output.columns))
        return true
    }

    private mutating func dropLeastImportant() -> Bool {
        guard columns.count > 1,
            let last = columns.indices.max(by: { columns[$0].priority < columns[$1].priority })
        else { return false }
        columns.remove(at: last)
        widths.remove(at: last)
        return true
    }

    /// The zone of the times is said once, behind the heads or, where a terminal has no room there, above them.
    private func emitHeading() throws(ServiceError) {
        let heads = line(columns.map { SafeText($0.title) })
        guard columns.contains(where: \.isTime) else { return try output.line(heads) }
        let note = "(times in \(zone.name))"
        let isRoomy = !output.isTerminal || total + Self.gap + note.count <= output.columns
        try output.line(
            isRoomy ? heads + String(repeating: " ", count: Self.gap) + note : note + "\n" + heads)
    }

    private func line(_ cells: [SafeText]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let fitted = output.isTerminal ? cell.truncated(to: widths[index]) : cell
            let isLast = index == cells.count - 1
            let padded =
                columns[index].isNumeric
                ? fitted.padded(to: widths[index], .trailing)
                : isLast ? fitted : fitted.padded(to: widths[index])
            line += padded.text + (isLast ? "" : String(repeating: " ", count: Self.gap))
        }
        return line
    }
}

extension TableColumn {
    /// What stands in this column; what nobody told or knows, and what is not seen yet, is marked as the board marks it.
    fileprivate func cell(of row: Row, _ zone: WallZone) -> SafeText {
        let value = value(of: row)
        if let word = row.schema[field].flatMap(row.emptyWord) { return SafeText(word) }
        if row.doubted.contains(field) { return SafeText("unknown") }
        let cell = value == .none && isTold ? SafeText("–") : TableRowWriter.cell(value, zone)
        return row.unseen.contains(field) ? cell + SafeText(Row.unseenMark) : cell
    }
}
