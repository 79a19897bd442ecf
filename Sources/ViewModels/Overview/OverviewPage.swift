import FoundationEssentials
package import ServiceCore

/// The lines of the overview: what wants attention, a sentence each, and who has not answered yet.
package struct OverviewPage: Sendable {
    private let time: TimeText

    package init(_ clock: BoardClock) { time = TimeText(clock) }

    /// - Parameter isKnown: whether all that is asked here and not of hosted platforms has been read.
    package func lines(
        _ findings: [Finding], waiting: [ConnectionID] = [], isKnown: Bool = true
    ) -> [DetailLine] {
        let asked = waiting.map { DetailLine.field("\($0)", "is being asked…") }
        guard findings.isEmpty else { return findings.map(line) + asked }
        guard isKnown else { return asked }
        return asked.isEmpty ? [.sentence("Nothing wants attention.", .good)] : asked
    }

    private func line(_ finding: Finding) -> DetailLine {
        let word = finding.weight.word
        var line = DetailLine.field(
            word.tone == .bad ? word.word.uppercased() : word.word, text(finding), word.tone,
            link: Self.link(finding.place))
        line.bars = finding.trend
        return line
    }

    /// `3 SMTP users are exhausted: smtp70021 · since 14:03:22`
    private func text(_ finding: Finding) -> String {
        guard let moment = finding.moment else { return finding.sentence }
        return "\(finding.sentence) · \(moment.word) \(time.column(moment.time))"
    }

    private static func link(_ place: Finding.Place) -> PageLink {
        switch place {
        case .rows(let kind, let filter): .pane(kind, filter: filter)
        case .connection(let id): .trouble(id)
        }
    }

    /// `2 wrong, 3 warnings, 1 note`; empty where nothing is.
    package static func summary(_ findings: [Finding]) -> String {
        Concern.Weight.allCases.compactMap { weight in
            let count = findings.count { $0.weight == weight }
            guard count > 0 else { return nil }
            return weight == .wrong
                ? "\(NumberText.grouped(count)) wrong" : NumberText.counted(count, weight.word.word)
        }.joined(separator: ", ")
    }
}
