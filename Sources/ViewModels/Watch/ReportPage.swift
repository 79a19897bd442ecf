import FoundationEssentials
import ServiceCore

/// The lines of a launch's report: a number a line, and Enter on it opens the people that it counts.
struct ReportPage {
    let clock: BoardClock
    /// Whether the platform tells who the recipients are, and what happened when.
    let tellsRecipients: Bool
    let tellsEvents: Bool

    static let waiting = [DetailLine(.plain, text: "Counting…")]

    func lines(_ report: CampaignReport) -> [DetailLine] {
        let campaign = report.progress.campaign
        let head = ReportHead(report, clock.zone)
        var lines = [DetailLine.sentence(head.sentence, tone(of: report.progress)), DetailLine(.blank)]
        lines += head.facts.map { fact in
            let opens = fact.label == "Recipients" && tellsRecipients
            return .field(
                fact.label, fact.value, link: opens ? .recipients(campaign.id, filter: "") : nil)
        }
        for section in report.sections { lines += self.lines(of: section, campaign) }
        if let timeline = report.timeline {
            lines += self.lines(of: ReportTimes(timeline, clock.zone), campaign)
        }
        return lines
    }

    private func tone(of progress: CampaignProgress) -> StateWord.Tone {
        progress.outcome == nil ? .info : progress.reachedAll ? .good : .warning
    }

    private func lines(of section: ReportSection, _ campaign: Campaign) -> [DetailLine] {
        var lines = [DetailLine(.blank), DetailLine(.heading, text: section.title)]
        if !section.remark.isEmpty { lines.append(.sentence(section.remark)) }
        let groups = section.entries.map { Self.groups(of: $0, in: section) }
        let width = groups.joined().map(\.words.count).max() ?? 0
        for (entry, groups) in zip(section.entries, groups) {
            let tone = entry.tone == .neutral ? nil : entry.tone
            for group in groups {
                let text = ([entry.label] + group.besides).joined(separator: " · ")
                var line = DetailLine.field(Self.pad(group.words, to: width), text, tone)
                if tellsRecipients, let filter = group.filter {
                    line.link = .recipients(campaign.id, filter: filter)
                }
                lines.append(line)
            }
        }
        return lines
    }

    /// A number that has a line to itself, and those that open nothing of their own beside it.
    private struct Group {
        var words: String
        var besides: [String] = []
        let filter: String?
    }

    private static func groups(of entry: ReportSection.Entry, in section: ReportSection) -> [Group] {
        var groups: [Group] = []
        for (number, column) in zip(entry.numbers, section.columns) {
            let words = section.columns.count == 1 ? number.text : Self.words(number, column)
            if number.filter == nil, !groups.isEmpty {
                groups[groups.count - 1].besides.append(words)
            } else {
                groups.append(Group(words: words, filter: number.filter))
            }
        }
        let share = section.shareText(of: entry)
        if section.columns.count == 1, !share.isEmpty { groups[0].words += "  " + pad(share, to: 6) }
        return groups
    }

    /// `9 people`, `1 time`, `people not told`.
    private static func words(_ number: ReportSection.Number, _ column: String) -> String {
        guard let count = number.count else { return "\(column) not told" }
        let ones = ["people": "person", "times": "time"]
        return "\(number.text) \(count == 1 ? ones[column] ?? column : column)"
    }

    private static func pad(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func lines(of times: ReportTimes, _ campaign: Campaign) -> [DetailLine] {
        let title = FilterLine.term("campaign", is: campaign.title)
        var lines = [
            DetailLine(.blank), DetailLine(.heading, text: "Course of time, every \(times.stepText)"),
        ]
        for row in times.rows {
            let counts = zip(times.kinds, row.counts).filter { $0.1 > 0 }
            guard !counts.isEmpty else { continue }
            let words = counts.map { kind, count in "\(NumberText.grouped(count)) \(kind.rawValue)" }
            var line = DetailLine.field(row.label, words.joined(separator: ", "))
            if tellsEvents { line.link = .pane(.event, filter: "\(title) \(row.filter)") }
            lines.append(line)
        }
        return lines
    }
}
