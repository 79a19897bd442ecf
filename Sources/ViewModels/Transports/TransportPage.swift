package import ServiceCore

/// The lines of `:relays`: where messages go, and how that stands.
package struct TransportPage: Sendable {
    private let time: TimeText

    package init(_ clock: BoardClock) { time = TimeText(clock) }

    static let waiting = [DetailLine.sentence("It is being looked at…")]

    /// - Parameter hosted: what becomes of messages on the platforms of others, by their names.
    package func lines(
        _ report: TransportReport?, hosted: [(name: String, words: String)] = []
    ) -> [DetailLine] {
        var lines: [DetailLine] = []
        for section in report?.sections ?? [] {
            if !section.title.isEmpty {
                lines += [DetailLine(.blank), DetailLine(.heading, text: section.title)]
            }
            lines += section.lines.map { line in
                .field(line.label, line.text.text(time.column), line.tone, link: link(of: line))
            }
        }
        guard !hosted.isEmpty else { return lines }
        if !lines.isEmpty { lines.append(DetailLine(.blank)) }
        return lines + [DetailLine(.heading, text: "Other platforms")]
            + hosted.map { .field($0.name, $0.words) }
    }

    private func link(of line: TransportReport.Line) -> PageLink? {
        line.label == TransportReport.heldLabel
            ? .pane(.campaign, filter: TransportReport.Held.filter) : nil
    }
}
