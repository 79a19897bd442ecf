import ServiceCore
import Terminal

/// One row as `Label  value` lines; long texts keep their lines, below their label.
struct DetailWriter {
    let output: Output
    /// That of the times, each of which says how far it is from UTC.
    let zone: WallZone

    /// - Parameter isHosted: whether it is of somebody else's platform, which tells what it tells.
    func write(_ row: Row, isHosted: Bool) throws(ServiceError) {
        // What nobody told is there too, lest it be taken for what is known to be empty.
        let shown = row.schema.fields.filter {
            !row[$0.id].isEmpty || row.emptyWord($0) != nil || row.isUntold($0, onHosted: isHosted)
        }
        let oddity = row.oddity.map { [("Not readable", SafeText($0))] } ?? []
        let remarks = row.remarks.map { ($0.label, SafeText($0.text)) }
        let heads = [("Id", SafeText(row.id.native))] + oddity + remarks
        let lines =
            heads
            + shown.map { field in
                (field.label, row.emptyWord(field).map { SafeText($0) } ?? cell(row[field.id]))
            }
        let width = lines.map { DisplayWidth.of($0.0) }.max() ?? 0
        for ((label, value), field) in zip(lines, heads.map { _ in nil } + shown.map(Optional.some)) {
            let text = SafeText(label).padded(to: width).text + "  "
            if let field, let long = Self.longText(row[field.id]) {
                try output.line(label)
                for line in SafeText.lines(of: long) { try output.line("  " + line.text) }
            } else {
                try output.line(text + value.text)
            }
        }
    }

    /// A text of several lines, or of more than a line takes.
    private static func longText(_ value: FieldValue) -> String? {
        guard case .text(let text) = value else { return nil }
        return text.contains("\n") || LongText.line(text) != text ? LongText.page(text) : nil
    }

    private func cell(_ value: FieldValue) -> SafeText {
        if value.isEmpty { return SafeText("–") }
        if case .date(let date) = value { return SafeText(zone.text(date)) }
        return TableRowWriter.cell(value, zone)
    }
}
