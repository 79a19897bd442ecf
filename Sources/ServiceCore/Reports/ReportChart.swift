import FoundationEssentials

/// The charts of a report, drawn as SVG inside its page; the table beside each says the same in numbers.
///
/// No words stand in them: they take whatever width there is, and words would shrink with it.
enum ReportChart {
    private static let width = 640.0

    /// The parts of the audience as one bar.
    static func parts(_ section: ReportSection) -> HTMLNode? {
        guard let whole = section.whole, whole > 0 else { return nil }
        var left = 0.0
        let parts = section.entries.compactMap { entry -> HTMLNode? in
            guard let count = entry.numbers.first?.count, count > 0 else { return nil }
            let length = width * Double(count) / Double(whole)
            defer { left += length }
            return rectangle(left, 0, length, 28, colour(of: entry, in: section), "\(entry.label): \(count)")
        }
        return chart(section.title, "parts", height: 28, parts)
    }

    /// A bar for each entry, as long as its numbers together are among all; nil where there is nothing to draw.
    ///
    /// It says no more than the row that it stands in, and so is passed over where a page is read aloud.
    static func bars(_ section: ReportSection) -> [HTMLNode?] {
        let drawn = section.entries.map { Self.drawn(section, $0) }
        let most = drawn.map { $0.reduce(0) { $0 + $1.0 } }.max() ?? 0
        return drawn.map { parts in
            var left = 0.0
            let nodes = parts.filter { $0.0 > 0 }.map { count, colour in
                let length = max(2, width * Double(count) / Double(max(most, 1)))
                defer { left += length }
                return rectangle(left, 0, length, 10, colour)
            }
            return nodes.isEmpty
                ? nil
                : .element(
                    "svg", frame("bar", height: 10) + [("aria-hidden", "true")], nodes)
        }
    }

    /// What a bar is made of: of two that count different things, such as people and times, the first alone.
    private static func drawn(_ section: ReportSection, _ entry: ReportSection.Entry) -> [(Int, String)] {
        let counts = entry.numbers.map { $0.count ?? 0 }
        if section.part == .domains { return Array(zip(counts, ["c-good", "c-bad"])) }
        return [(counts.first ?? 0, entry.tone.chartClass)]
    }

    /// A column for each step, its kinds on top of each other; its ends are named below it.
    static func times(_ times: ReportTimes) -> [HTMLNode] {
        let totals = times.rows.map { $0.counts.reduce(0, +) }
        guard let most = totals.max(), most > 0 else { return [] }
        let height = 140.0
        let column = width / Double(times.rows.count)
        var nodes: [HTMLNode] = []
        for (index, row) in times.rows.enumerated() {
            var bottom = height
            for (kind, count) in zip(times.kinds, row.counts) where count > 0 {
                let part = height * Double(count) / Double(most)
                bottom -= part
                nodes.append(
                    rectangle(
                        Double(index) * column + 0.5, bottom, max(0.5, column - 1), part,
                        kind.chartClass, "\(row.label) \(kind.rawValue): \(count)"))
            }
        }
        let ends = [times.rows.first, times.rows.count > 1 ? times.rows.last : nil].compactMap { $0?.label }
        return [
            chart("Course of time", "times", height: height, nodes),
            .element("p", [("class", "ends")], ends.map { .element("span", [], $0) }),
        ]
    }

    // MARK: Colours

    /// What an entry's part of a chart is coloured by, and the key to it.
    static func colour(of entry: ReportSection.Entry, in section: ReportSection) -> String {
        let state = section.part == .totals ? DeliveryState(rawValue: entry.label) : nil
        return state?.chartClass ?? entry.tone.chartClass
    }

    // MARK: Pieces

    private static func chart(
        _ title: String, _ name: String, height: Double, _ nodes: [HTMLNode]
    ) -> HTMLNode {
        .element(
            "svg",
            frame(name, height: height) + [
                ("role", "img"), ("aria-label", "\(title): the table says the same"),
            ],
            nodes)
    }

    private static func frame(_ name: String, height: Double) -> [(String, String)] {
        [
            ("class", name), ("viewBox", "0 0 \(number(width)) \(number(height))"),
            ("preserveAspectRatio", "none"), ("xmlns", "http://www.w3.org/2000/svg"),
        ]
    }

    private static func rectangle(
        _ left: Double, _ top: Double, _ width: Double, _ height: Double, _ name: String,
        _ title: String? = nil
    ) -> HTMLNode {
        let told = title.map { [HTMLNode.element("title", [], $0)] } ?? []
        let place = [("x", left), ("y", top), ("width", width), ("height", height)]
        return .element(
            "g", [("class", name)], told + [.element("rect", place.map { ($0.0, number($0.1)) })])
    }

    /// To a hundredth.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return hundredths.isMultiple(of: 100) ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }
}

extension StateWord.Tone {
    /// The class that gives a shape its colour.
    var chartClass: String { "c-\(rawValue)" }
}

extension DeliveryState {
    /// States lie beside each other in one bar, so that no two have a colour.
    fileprivate var chartClass: String {
        switch self {
        case .pending: "c-neutral"
        case .deferred: "c-warning"
        case .accepted: "c-info"
        case .delivered: "c-good"
        case .bounced: "c-bad"
        case .notSent: "c-held"
        case .unknown: "c-seen"
        }
    }
}

extension EventKind {
    /// Kinds stand on each other in one column, so that no two that a timeline has share a colour.
    var chartClass: String {
        switch self {
        case .accepted: "c-info"
        case .delivered: "c-good"
        case .deferred: "c-warning"
        case .refused: "c-bad"
        case .bounceSoft: "c-soft"
        case .bounceHard: "c-back"
        case .open: "c-seen"
        case .click: "c-click"
        case .complaint: "c-ink"
        default: "c-held"
        }
    }
}
