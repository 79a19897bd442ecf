import FoundationEssentials
import ServiceCore
import Terminal

/// The lines of the why screen: would a message go out now, what stops it, and all that led there.
package struct WhyPage: Sendable {
    private let time: TimeText

    package init(_ clock: BoardClock) { time = TimeText(clock) }

    package func lines(_ answers: WhyAnswers) -> [DetailLine] {
        let failed = answers.failures.map { connection, error in
            DetailLine(.field, label: "\(connection)", text: error.message, tone: .bad)
        }
        let nobodyAnswered = answers.traces.isEmpty && !answers.failures.isEmpty
        let known = nobodyAnswered ? [] : lines(address: answers.address, answers)
        return failed + answers.waiting.map { waiting($0) } + known
    }

    private func waiting(_ connection: ConnectionID) -> DetailLine {
        DetailLine(.field, label: "\(connection)", text: "is being asked…")
    }

    private func lines(address: String, _ answers: WhyAnswers) -> [DetailLine] {
        let verdicts = answers.traces.flatMap(\.verdicts)
        let events = answers.traces.flatMap(\.events).sorted { $0.time > $1.time }
        if verdicts.isEmpty, events.isEmpty, !answers.waiting.isEmpty { return [] }
        let nobody = DetailLine(
            .plain, text: "Nobody here knows \(address); nothing stops a message to it.")
        let nothing = DetailLine(.plain, text: "Nothing has happened yet.")
        return (verdicts.isEmpty ? [nobody] : verdicts.flatMap { lines(of: $0, address) })
            + [DetailLine(.blank), DetailLine(.heading, text: "Events, newest first")]
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
            lines.append(DetailLine(.field, label: "would go out", text: "NO", tone: .bad))
            lines.append(DetailLine(.field, label: "because", text: stop.rule, tone: .bad))
            if let since = stop.since {
                lines.append(DetailLine(.field, label: "since", text: time.full(since)))
            }
            if !stop.cause.isEmpty {
                let cause = DatedText(kept: stop.cause).text(time.full)
                lines.append(DetailLine(.field, label: "by", text: cause))
            }
            lines.append(remedy(stop, verdict, address))
        } else if verdict.outcome == .unknown {
            lines.append(DetailLine(.field, label: "would go out", text: "not known", tone: .warning))
        } else if let wait = verdict.wait {
            lines.append(
                DetailLine(
                    .field, label: "would go out", text: "waits until \(time.full(wait.until))",
                    tone: .warning))
            lines.append(DetailLine(.field, label: "because", text: wait.rule, tone: .warning))
            lines.append(DetailLine(.field, label: "lifted by", text: wait.advice))
        } else {
            let words = verdict.depends.isEmpty ? "yes" : "yes, but it depends on what it is sent by"
            lines.append(DetailLine(.field, label: "would go out", text: words, tone: .good))
        }
        lines += verdict.unknowns.map { unknown in
            DetailLine(.field, label: "not told", text: unknown.text { time.full($0) }, tone: .warning)
        }
        lines += verdict.depends.map { dependence in
            DetailLine(
                .field, label: "depends", text: dependence.note.text { time.full($0) }, tone: .warning)
        }
        lines += verdict.notes.map { note in
            DetailLine(.field, label: "also", text: note.text { time.full($0) })
        }
        return lines
    }

    /// The key that lifts the stop, with a line that Enter follows to where the key works.
    private func remedy(
        _ stop: PersonTrace.Stop, _ verdict: PersonTrace.Verdict, _ address: String
    ) -> DetailLine {
        guard let remedy = stop.remedy else {
            let advice = stop.advice.isEmpty ? "nothing here can lift it" : stop.advice
            return DetailLine(.field, label: "lifted by", text: advice)
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
        return DetailLine(
            .field, label: "lifted by", text: way + (link == nil ? "" : words), link: link)
    }

    private func line(_ event: DeliveryEvent, isOneOfSeveral: Bool) -> DetailLine {
        let place = isOneOfSeveral ? "on \(event.id.connection)" : ""
        let parts = [
            event.kindWord.word, event.campaign, event.replyText.text(time.column), event.link,
            event.oddityText, place,
        ].filter { !$0.isEmpty }
        return DetailLine(
            .field, label: event.toldTime.map(time.column) ?? "–", text: parts.joined(separator: "  "),
            tone: event.kindWord.tone)
    }
}
