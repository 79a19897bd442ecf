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
            lines += section.lines.map { .field($0.label, $0.text.text(time.column), $0.tone) }
        }
        guard !hosted.isEmpty else { return lines }
        if !lines.isEmpty { lines.append(DetailLine(.blank)) }
        return lines + [DetailLine(.heading, text: "Other platforms")]
            + hosted.map { .field($0.name, $0.words) }
    }
}
