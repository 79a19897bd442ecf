import ServiceCore

extension WatchModel {
    package func snapshot() -> WatchSnapshot {
        guard let progress = latest else { return waiting }
        let now = shownAt
        return WatchSnapshot(
            title: title, state: progress.campaign.stateWord ?? Campaign.State.unknown.word,
            since: since(progress), freshness: freshness,
            fraction: fraction(progress),
            progress: progressText(progress, rate: rates.current(at: now)),
            rates: rates.series(window, count: 60, at: now),
            ratesLabel: "\(window.label), peak \(perSecond(rates.peak(window, at: now)))",
            audience: progress.audience.map { NumberText.grouped($0) } ?? "", states: states(progress),
            later: later(progress), way: progress.way.text(TimeText(clock).column),
            reasons: tallies(progress.reasons, .warning), replies: tallies(progress.replies, .neutral),
            domains: progress.domains.map {
                WatchSnapshot.Domain(
                    name: $0.domain, accepted: NumberText.grouped($0.accepted),
                    refused: NumberText.grouped($0.refused))
            },
            events: events(progress), tellsEvents: tellsEvents,
            eventCursor: list == nil && !progress.events.isEmpty ? cursor : nil,
            recipients: recipientLines, remarks: remarks(progress, at: now))
    }

    private var waiting: WatchSnapshot {
        WatchSnapshot(
            title: title, state: StateWord("loading"), freshness: freshness, tellsEvents: tellsEvents,
            remarks: interruptionRemark)
    }

    private var freshness: String {
        if isDisplayPaused { return "display paused" }
        return interval == .zero ? "live" : "every \(TimeText.span(interval.inSeconds))"
    }

    private func since(_ progress: CampaignProgress) -> String {
        let time = TimeText(clock)
        let campaign = progress.campaign
        if let finished = campaign.finished { return "at \(time.column(finished))" }
        return campaign.launched.map { "since \(time.column($0))" } ?? ""
    }

    private func fraction(_ progress: CampaignProgress) -> Double {
        guard let audience = progress.audience, audience > 0 else { return 0 }
        return Double(progress.settled) / Double(audience)
    }

    private func progressText(_ progress: CampaignProgress, rate: Double) -> String {
        guard let audience = progress.audience else { return "" }
        let share = audience > 0 ? 100 * progress.settled / audience : 0
        var parts = [
            "\(share) %", "\(NumberText.grouped(progress.settled)) of \(NumberText.grouped(audience))",
        ]
        guard progress.campaign.state.isActive else { return parts.joined(separator: "   ") }
        parts.append(perSecond(rate))
        let left = audience - progress.settled
        if rate >= 0.5, left > 0 { parts.append("\(TimeText.span(Double(left) / rate)) left") }
        return parts.joined(separator: "   ")
    }

    private func perSecond(_ rate: Double) -> String { "\(NumberText.grouped(Int(rate.rounded())))/s" }

    private func states(_ progress: CampaignProgress) -> [WatchSnapshot.Count] {
        progress.shownStates.map { state in
            WatchSnapshot.Count(
                label: state.rawValue, count: NumberText.grouped(progress.states[state] ?? 0),
                tone: state.word.tone)
        }
    }

    private func later(_ progress: CampaignProgress) -> [WatchSnapshot.Count] {
        progress.shownLater.map { kind, label in
            WatchSnapshot.Count(
                label: label, count: NumberText.grouped(progress.later[kind] ?? 0), tone: kind.word.tone)
        }
    }

    private func tallies(_ tallies: [Tally], _ tone: StateWord.Tone) -> [WatchSnapshot.Count] {
        tallies.map { WatchSnapshot.Count(label: $0.text, count: NumberText.grouped($0.count), tone: tone) }
    }

    private func events(_ progress: CampaignProgress) -> [WatchSnapshot.Event] {
        let time = TimeText(clock)
        return progress.events.map { event in
            WatchSnapshot.Event(
                time: time.column(event.time), kind: event.kindWord,
                text: [event.person, event.replyText.text(time.column)].filter { !$0.isEmpty }.joined(
                    separator: "  "))
        }
    }

    private var recipientLines: WatchSnapshot.Recipients? {
        guard let list else { return nil }
        let lines = recipients.map { row in
            DetailLine.field(
                row["state"].plainText,
                [row.name, row["reply"].plainText].filter { !$0.isEmpty }.joined(separator: "  "),
                FieldText.tone(row["state"]))
        }
        return WatchSnapshot.Recipients(
            title: [list.rawValue, howMany, recipients.isEmpty ? "" : unread].filter { !$0.isEmpty }
                .joined(separator: " "),
            lines: recipients.isEmpty && !unread.isEmpty
                ? [DetailLine(.plain, text: unread, tone: .bad)] : lines,
            cursor: recipients.isEmpty ? nil : cursor)
    }

    /// `200 of 4,619`; empty where all are there.
    private var howMany: String {
        guard hasMoreRecipients else { return "" }
        let count = NumberText.grouped(recipients.count)
        switch recipientTotal {
        case .exact(let total): return "\(count) of \(NumberText.grouped(total))"
        case .atLeast, .unknown: return "\(count)+"
        }
    }

    /// Why the list could not be read.
    private var unread: String { recipientFailure?.sentences ?? "" }
}
