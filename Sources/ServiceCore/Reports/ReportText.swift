/// A report as lines of plain text, for a terminal or a ticket.
package struct ReportText {
    private let report: CampaignReport
    private let zone: WallZone

    package init(_ report: CampaignReport, zone: WallZone) { (self.report, self.zone) = (report, zone) }

    /// Without ends of lines; texts from outside stand in them as they are.
    package var lines: [String] {
        let head = ReportHead(report, zone)
        let width = head.facts.map(\.label.count).max() ?? 0
        var lines = [head.title, head.sentence, ""]
        lines += head.facts.map { "\(Self.padded($0.label, to: width))  \($0.value)" }
        for section in report.sections { lines += [""] + self.lines(of: section) }
        if let timeline = report.timeline { lines += [""] + self.lines(of: ReportTimes(timeline, zone)) }
        return lines
    }

    private func lines(of section: ReportSection) -> [String] {
        var table = [[section.heading] + section.columns + (section.whole == nil ? [] : ["share"])]
        for entry in section.entries {
            table.append(
                [entry.label] + entry.numbers.map(\.text)
                    + (section.whole == nil ? [] : [section.shareText(of: entry)]))
        }
        let rows = section.entries.isEmpty ? [] : Self.aligned(table)
        return [section.title.uppercased()] + (section.remark.isEmpty ? [] : [section.remark]) + rows
    }

    private func lines(of times: ReportTimes) -> [String] {
        let head = ["Time"] + times.kinds.map(\.rawValue)
        let rows = times.rows.filter { $0.counts.contains { $0 > 0 } }.map { row in
            [row.label] + row.counts.map { NumberText.grouped($0) }
        }
        return ["COURSE OF TIME, EVERY \(times.stepText.uppercased())"] + Self.aligned([head] + rows)
    }

    /// The numbers to the right before their labels, so that a long label puts nothing out of line.
    private static func aligned(_ table: [[String]]) -> [String] {
        let widths = (table.first ?? []).indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            let numbers = row.indices.dropFirst().map { column in
                String(repeating: " ", count: widths[column] - row[column].count) + row[column]
            }
            return "  " + numbers.joined(separator: "  ") + "  " + row[0]
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
