import FoundationEssentials

/// The charts of a report, drawn as SVG inside its page; the table beside each says the same in numbers.
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
            return rectangle(left, 0, length, 28, entry.tone.chartClass, "\(entry.label): \(count)")
        }
        return chart(section.title, height: 28, parts)
    }

    /// A bar for each entry, as long as its numbers together.
    static func bars(_ section: ReportSection) -> HTMLNode? {
        let totals = section.entries.map { entry in Self.drawn(section, entry).reduce(0) { $0 + $1.0 } }
        guard let most = totals.max(), most > 0 else { return nil }
        let (row, label) = (22.0, 220.0)
        var nodes: [HTMLNode] = []
        for (index, entry) in section.entries.enumerated() {
            let top = Double(index) * row
            nodes.append(words(short(entry.label), label - 8, top + 15, anchor: "end"))
            var left = label
            for (count, tone) in drawn(section, entry) where count > 0 {
                let length = (width - label - 70) * Double(count) / Double(most)
                nodes.append(
                    rectangle(
                        left, top + 3, max(1, length), row - 6, tone.chartClass, "\(entry.label): \(count)"))
                left += max(1, length)
            }
            nodes.append(words(NumberText.grouped(totals[index]), left + 6, top + 15))
        }
        return chart(section.title, height: row * Double(section.entries.count), nodes)
    }

    /// What a bar is made of: of two that count different things, such as people and times, the first alone.
    private static func drawn(
        _ section: ReportSection, _ entry: ReportSection.Entry
    ) -> [(Int, StateWord.Tone)] {
        let counts = entry.numbers.map { $0.count ?? 0 }
        if section.part == .domains { return Array(zip(counts, [.good, .bad])) }
        return [(counts.first ?? 0, entry.tone)]
    }

    /// A column for each step, its kinds on top of each other.
    static func times(_ times: ReportTimes) -> HTMLNode? {
        let totals = times.rows.map { $0.counts.reduce(0, +) }
        guard let most = totals.max(), most > 0 else { return nil }
        let (height, foot) = (140.0, 18.0)
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
        let ends = [(times.rows.first, 0.0, "start"), (times.rows.last, width, "end")]
        for (row, left, anchor) in ends where times.rows.count > 1 || anchor == "start" {
            nodes.append(words(row?.label ?? "", left, height + foot - 4, anchor: anchor))
        }
        return chart("Course of time", height: height + foot, nodes)
    }

    // MARK: Pieces

    private static func chart(_ title: String, height: Double, _ nodes: [HTMLNode]) -> HTMLNode {
        .element(
            "svg",
            [
                ("role", "img"), ("viewBox", "0 0 \(number(width)) \(number(height))"),
                ("xmlns", "http://www.w3.org/2000/svg"), ("aria-label", "\(title): the table says the same"),
            ], nodes)
    }

    private static func rectangle(
        _ left: Double, _ top: Double, _ width: Double, _ height: Double, _ name: String, _ title: String
    ) -> HTMLNode {
        .element(
            "g", [("class", name)],
            [
                .element("title", [], title),
                .element(
                    "rect",
                    [
                        ("x", number(left)), ("y", number(top)), ("width", number(width)),
                        ("height", number(height)),
                    ]),
            ])
    }

    private static func words(
        _ text: String, _ left: Double, _ baseline: Double, anchor: String = "start"
    ) -> HTMLNode {
        .element("text", [("x", number(left)), ("y", number(baseline)), ("text-anchor", anchor)], text)
    }

    private static func short(_ label: String) -> String {
        label.count > 32 ? label.prefix(31) + "…" : label
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

extension EventKind {
    /// Kinds beside each other in a column must differ, so that they are told by more than their tone.
    fileprivate var chartClass: String {
        switch self {
        case .accepted: "c-info"
        case .delivered: "c-good"
        case .open, .click: "c-seen"
        case .refused, .bounceHard, .complaint: "c-bad"
        default: "c-warning"
        }
    }
}
