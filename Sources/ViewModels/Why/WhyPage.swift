import FoundationEssentials
import ServiceCore
import Terminal

/// The lines of the why screen: would a message go out now, what stops it, and all that led there.
package struct WhyPage: Sendable {
    let time: TimeText

    package init(_ clock: BoardClock) { time = TimeText(clock) }

    package func lines(_ answers: WhyAnswers) -> [DetailLine] {
        let failed = answers.failures.map { connection, error in
            DetailLine.field("\(connection)", error.message, .bad)
        }
        let nobodyAnswered = answers.traces.isEmpty && !answers.failures.isEmpty
        let known = nobodyAnswered ? [] : lines(address: answers.address, answers)
        return lines(of: answers.campaign) + failed + answers.waiting.map { waiting($0) } + known
    }

    private func waiting(_ connection: ConnectionID) -> DetailLine {
        .field("\(connection)", "is being asked…")
    }

    private func lines(address: String, _ answers: WhyAnswers) -> [DetailLine] {
        let verdicts = answers.traces.flatMap(\.verdicts)
        let events = answers.traces.flatMap(\.events).sorted { $0.time > $1.time }
        if verdicts.isEmpty, events.isEmpty, !answers.waiting.isEmpty { return [] }
        let nobody = DetailLine(
            .plain, text: "Nobody here knows \(address); nothing stops a message to it.")
        let nothing = DetailLine(.plain, text: "Nothing has happened yet.")
        return comparison(answers)
            + (verdicts.isEmpty ? [nobody] : verdicts.flatMap { lines(of: $0, address) })
            + campaignLines(events, address) + [
                DetailLine(.blank), DetailLine(.heading, text: "Events, newest first"),
            ]
            + (events.isEmpty
                ? [nothing]
                : events.map { line($0, isOneOfSeveral: Set(events.map(\.id.connection)).count > 1) })
    }

    private func lines(of verdict: PersonTrace.Verdict, _ address: String) -> [DetailLine] {
        // Some platforms tell nobody whose key it is; the account is then called like the connection.
        let isNamed = verdict.account != verdict.connection.name
        let heading = isNamed ? "\(verdict.account) on \(verdict.connection)" : "\(verdict.connection)"
        var lines = [DetailLine(.heading, text: heading)]
        if let stop = verdict.stop {
            lines.append(.field("would go out", "NO", .bad))
            lines.append(.field("because", stop.rule, .bad))
            if let since = stop.since {
                lines.append(.field("since", time.full(since)))
            }
            if !stop.cause.isEmpty {
                let cause = DatedText(kept: stop.cause).text(time.full)
                lines.append(.field("by", cause))
            }
            lines.append(remedy(stop, verdict, address))
        } else if verdict.outcome == .unknown {
            lines.append(.field("would go out", "not known", .warning))
        } else if let wait = verdict.wait {
            lines.append(.field("would go out", "waits until \(time.full(wait.until))", .warning))
            lines.append(.field("because", wait.rule, .warning))
            lines.append(.field("lifted by", wait.advice))
        } else {
            let words = verdict.depends.isEmpty ? "yes" : "yes, but it depends on what it is sent by"
            lines.append(.field("would go out", words, .good))
        }
        lines += verdict.unknowns.map { unknown in
            DetailLine.field("not told", unknown.text { time.full($0) }, .warning)
        }
        lines += verdict.depends.map { dependence in
            DetailLine.field("depends", dependence.note.text { time.full($0) }, .warning)
        }
        lines += verdict.notes.map { note in
            DetailLine.field("also", note.text { time.full($0) })
        }
        return lines
    }

    /// The key that lifts the stop, with a line that Enter follows to where the key works.
    private func remedy(
        _ stop: PersonTrace.Stop, _ verdict: PersonTrace.Verdict, _ address: String
    ) -> DetailLine {
        guard let remedy = stop.remedy else {
            let advice = stop.advice.isEmpty ? "nothing here can lift it" : stop.advice
            return DetailLine.field("lifted by", advice)
        }
        let kind = stop.remedyKind.rawValue
        let key = PaneRegistry[stop.remedyKind]?.quickEdits.first { edit in
            edit.actions.contains { $0.name == remedy }
        }?.stroke
        let command = ":\(kind).\(remedy)"
        let way = key.map { "\($0.spelling) in \(kind)s, or \(command)" } ?? command
        let (words, link): (String, PageLink?) =
            switch stop.remedyKind {
            case .contact: (" · Enter opens the contact", verdict.contact.map { .row($0) })
            case .suppression:
                (" · Enter shows them", .pane(.suppression, filter: "address:\"\(address)\""))
            default: ("", nil)
            }
        return DetailLine.field("lifted by", way + (link == nil ? "" : words), link: link)
    }

    /// - Parameter inCampaign: whether it stands among those of one campaign, which then need not be named.
    func line(_ event: DeliveryEvent, isOneOfSeveral: Bool, inCampaign: Bool = false) -> DetailLine {
        let place = isOneOfSeveral ? "on \(event.id.connection)" : ""
        let parts = [
            event.kindWord.word, inCampaign ? "" : event.campaign, event.replyText.text(time.column),
            event.link,
            event.oddityText, place,
        ].filter { !$0.isEmpty }
        return DetailLine.field(
            event.toldTime.map(time.column) ?? "–", parts.joined(separator: "  "), event.kindWord.tone)
    }
}
