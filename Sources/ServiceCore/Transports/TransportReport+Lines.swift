import FoundationEssentials

extension TransportReport {
    /// All that is told, in its order.
    package var sections: [Section] {
        [Section(title: "", lines: [engineLine] + heldLines)]
            + ways.flatMap { way in
                [Section(title: way.title, lines: lines(of: way)), replies(of: way)].compactMap { $0 }
            }
    }

    private var engineLine: Line {
        switch engine {
        case .here(let since): Line("Engine", "this process\(Self.since(since))", .good)
        case .failing(let why): Line("Engine", "this process, which does not go on: \(why)", .bad)
        case .elsewhere(let id, let since):
            Line("Engine", "\(id.map { "process \($0)" } ?? "another process")\(Self.since(since))", .good)
        case .nobody:
            Line("Engine", "no process; a board, a launch or “sendboard serve” runs it", .warning)
        }
    }

    /// A way in a line, for whoever watches a launch: `messages leave through smtp://…, ready, 4 sessions, 12 ms a message`.
    package func line(of way: Way) -> DatedText {
        guard let figures = way.figures, engine != .nobody else { return DatedText(way.description.sentence) }
        let state: DatedText =
            switch figures.state {
            case .ready: figures.faults > 0 ? "about to be tried again" : "ready"
            case .resting(let until?, let why): "resting until \(until): \(why)"
            case .resting(nil, let why): "waits for a person: \(why)"
            }
        if figures.state != .ready { return "\(state) · \(way.description.sentence)" }
        let sessions = DatedText(NumberText.counted(figures.openSessions, "session"))
        let latency = figures.latency.map { [DatedText("\(Self.span($0)) a message")] } ?? []
        return ([DatedText(way.description.sentence), state, sessions] + latency).joined(separator: ", ")
    }

    /// What is called so opens the campaigns that it counts.
    package static let heldLabel = "Held"

    private var heldLines: [Line] {
        held.isNone
            ? []
            : [
                Line(
                    Self.heldLabel,
                    "\(held.words): decided on when messages went another way, until released by name",
                    .warning
                )
            ]
    }

    private static func since(_ time: Date?) -> DatedText { time.map { ", since \($0)" } ?? "" }

    private func lines(of way: Way) -> [Line] {
        var lines = [Line("Goes", DatedText(way.description.sentence))]
        lines += way.description.facts.map { Line($0.label, DatedText($0.value)) }
        lines += way.facts
        if let figures = way.figures { lines += self.lines(of: figures) }
        if way.side != nil { lines.append(Self.line(of: way.check)) }
        return lines
    }

    private static func line(of check: TransportCheck?) -> Line {
        guard let check else { return Line("Last check", "none yet", .warning) }
        return Line(
            "Last check", "\(check.time), by \(check.who): \(check.words)", check.isGood ? .good : .bad)
    }

    // MARK: Figures

    private func lines(of figures: TransportFigures) -> [Line] {
        // What an engine noted that has ended tells of no session.
        if engine == .nobody { return [Line("Known", "as of \(figures.measured), when it was last used")] }
        let known = engine.isElsewhere ? [Line("Known", "as of \(figures.measured)")] : []
        let waiting =
            figures.waiting == 0
            ? "" : ", \(NumberText.counted(figures.waiting, "message waits", "messages wait"))"
        return known + [
            Self.state(figures),
            Line(
                "Sessions",
                "\(figures.openSessions) open, \(figures.busySessions) busy, up to \(figures.wantedSessions)\(waiting)"
            ),
            Line("Latency", figures.latency.map { "\(Self.span($0)) a message" } ?? "not known yet"),
            Line("Last minute", "\(NumberText.counted(figures.lastMinute, "message")) answered"),
        ]
    }

    private static func state(_ figures: TransportFigures) -> Line {
        let faults = figures.faults > 1 ? ", after \(NumberText.grouped(figures.faults)) faults in a row" : ""
        return switch figures.state {
        case .ready where figures.faults > 0: Line("State", "about to be tried again\(faults)", .warning)
        case .ready: Line("State", "ready", .good)
        case .resting(let until?, let why): Line("State", "resting until \(until)\(faults): \(why)", .bad)
        case .resting(nil, let why): Line("State", "waits for a person: \(why)", .bad)
        }
    }

    /// `840 µs`, `12 ms`, `1.4 s`.
    private static func span(_ seconds: Double) -> String {
        if seconds < 0.001 { return "\(Int((seconds * 1_000_000).rounded())) µs" }
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        return "\((seconds * 10).rounded() / 10) s"
    }

    private func replies(of way: Way) -> Section? {
        guard let replies = way.figures?.replies, !replies.isEmpty else { return nil }
        return Section(
            title: "Last replies",
            lines: replies.map { reply in
                Line(
                    reply.meaning,
                    "\(NumberText.grouped(reply.count)) × \(reply.text) · last \(reply.last)", reply.tone)
            })
    }
}
