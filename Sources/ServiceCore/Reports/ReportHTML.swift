/// A report as one page that needs nothing else: no script, nothing from elsewhere, charts inside.
///
/// It is printed and read aloud as it is: each chart stands beside the table that it is drawn from.
package struct ReportHTML {
    private let report: CampaignReport
    private let zone: WallZone

    package init(_ report: CampaignReport, zone: WallZone) { (self.report, self.zone) = (report, zone) }

    package var page: String {
        let head = ReportHead(report, zone)
        let root = HTMLNode.element(
            "html", [("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml")],
            [self.head(head), body(head)])
        return "<!DOCTYPE html>\n" + root.markup + "\n"
    }

    private func head(_ head: ReportHead) -> HTMLNode {
        let policy = "default-src 'none'; style-src 'unsafe-inline'"
        return .element(
            "head", [],
            [
                .element("meta", [("charset", "utf-8")]),
                .element("meta", [("http-equiv", "Content-Security-Policy"), ("content", policy)]),
                .element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
                .element("meta", [("name", "color-scheme"), ("content", "light dark")]),
                .element("title", [], "\(head.title): report"), .element("style", [], [.own(Self.style)]),
            ])
    }

    private func body(_ head: ReportHead) -> HTMLNode {
        var parts: [HTMLNode] = [
            .element("h1", [], head.title), .element("p", [("class", "lead")], head.sentence),
            .element(
                "dl", [],
                head.facts.flatMap { fact in
                    [HTMLNode.element("dt", [], fact.label), .element("dd", [], fact.value)]
                }),
        ]
        parts += report.sections.map(section)
        if let timeline = report.timeline { parts.append(times(ReportTimes(timeline, zone))) }
        return .element("body", [], [.element("main", [], parts)])
    }

    private func section(_ section: ReportSection) -> HTMLNode {
        var parts = [HTMLNode.element("h2", [], section.title)]
        if !section.remark.isEmpty { parts.append(.element("p", [], section.remark)) }
        if !section.entries.isEmpty {
            let isOneBar = section.part == .totals
            parts += [isOneBar ? ReportChart.parts(section) : nil].compactMap(\.self)
            parts.append(table(section, isKeyed: isOneBar))
        }
        return .element("section", [], parts)
    }

    /// - Parameter isKeyed: whether the mark before a row is the key to the colours of the chart; else each row has its bar.
    private func table(_ section: ReportSection, isKeyed: Bool) -> HTMLNode {
        let showsShare = section.whole != nil
        let bars = isKeyed ? section.entries.map { _ in nil } : ReportChart.bars(section)
        let rows = zip(section.entries, bars).map { entry, bar in
            let key = isKeyed ? [Self.key(ReportChart.colour(of: entry, in: section))] : []
            let numbers = entry.numbers.map(\.text) + (showsShare ? [section.shareText(of: entry)] : [])
            return (key + [.text(entry.label)] + [bar].compactMap(\.self), numbers)
        }
        let heads = [section.heading] + section.columns + (showsShare ? ["share"] : [])
        return Self.table(section.title, heads.map { [.text($0)] }, rows)
    }

    /// A table with many columns, which is moved to and fro where a page has no room for it.
    private func times(_ times: ReportTimes) -> HTMLNode {
        let rows = times.rows.filter { $0.counts.contains { $0 > 0 } }.map { row in
            ([HTMLNode.text(row.label)], row.counts.map { NumberText.grouped($0) })
        }
        let title = "Course of time, every \(times.stepText), \(zone.name)"
        let kinds = times.kinds.map { [Self.key($0.chartClass), .text($0.rawValue)] }
        let table = Self.table(title, [[.text("Time")]] + kinds, rows)
        let place = [("class", "course"), ("role", "region"), ("aria-label", title), ("tabindex", "0")]
        return .element(
            "section", [],
            [.element("h2", [], title)] + ReportChart.times(times) + [.element("div", place, [table])])
    }

    private static func key(_ colour: String) -> HTMLNode {
        .element("span", [("class", "key \(colour)")], [])
    }

    private static func table(
        _ caption: String, _ heads: [[HTMLNode]], _ rows: [([HTMLNode], [String])]
    ) -> HTMLNode {
        let head = heads.map { HTMLNode.element("th", [("scope", "col")], $0) }
        let body = rows.map { label, numbers in
            HTMLNode.element(
                "tr", [],
                [.element("th", [("scope", "row")], label)] + numbers.map { .element("td", [], $0) })
        }
        return .element(
            "table", [],
            [
                .element("caption", [], caption),
                .element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body),
            ])
    }

    private static let style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--line:#c9d1d9;--good:#1a7f37;--info:#0969da;\
        --warning:#9a6700;--bad:#cf222e;--neutral:#59636e;--seen:#8250df;--held:#0b7285;--click:#bf3989;\
        --soft:#bc4c00;--back:#82071e}\
        @media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--line:#3d444d;\
        --good:#3fb950;--info:#58a6ff;--warning:#d29922;--bad:#ff7b72;--neutral:#9198a1;--seen:#bc8cff;\
        --held:#39c5cf;--click:#f778ba;--soft:#f0883e;--back:#ffc1ba}}\
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}\
        main{max-width:50rem;margin:0 auto;padding:1.5rem}\
        h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem}\
        .lead{font-size:1.1rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}\
        dt{color:var(--neutral)}dd{margin:0;overflow-wrap:anywhere}\
        svg{display:block;width:100%}.parts{height:1.75rem;margin:.5rem 0}.times{height:9rem;margin-top:.5rem;\
        border-bottom:1px solid var(--line)}.bar{height:.45rem;margin:.15rem 0 .2rem}\
        .ends{display:flex;justify-content:space-between;margin:.1rem 0 .5rem;font-size:.8rem}\
        .parts rect{stroke:var(--paper);stroke-width:2;vector-effect:non-scaling-stroke}\
        table{border-collapse:collapse;width:100%}\
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
        th,td{padding:.2rem .5rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap;\
        vertical-align:top}thead th{vertical-align:bottom}\
        th:first-child{text-align:left;white-space:normal;overflow-wrap:anywhere;width:99%;padding-left:0}\
        td:last-child,th:last-child{padding-right:0}\
        tbody th{font-weight:normal}td{font-variant-numeric:tabular-nums}tr{break-inside:avoid}\
        .course{overflow-x:auto}.course th,.course td{font-size:.9rem;padding:.2rem .35rem}.course thead th{white-space:normal;line-height:1.25}\
        .course th:first-child{white-space:nowrap;width:auto;padding-left:0}\
        .key{display:inline-block;width:.8em;height:.8em;margin-right:.5em;background:currentColor}\
        .course .key{display:block;margin:0 0 .2em auto}\
        .c-good{fill:var(--good);color:var(--good)}.c-info{fill:var(--info);color:var(--info)}\
        .c-warning{fill:var(--warning);color:var(--warning)}.c-bad{fill:var(--bad);color:var(--bad)}\
        .c-neutral{fill:var(--neutral);color:var(--neutral)}.c-seen{fill:var(--seen);color:var(--seen)}\
        .c-held{fill:var(--held);color:var(--held)}.c-click{fill:var(--click);color:var(--click)}\
        .c-soft{fill:var(--soft);color:var(--soft)}.c-back{fill:var(--back);color:var(--back)}\
        .c-ink{fill:var(--ink);color:var(--ink)}\
        @media print{:root{--ink:#000;color-scheme:light}body{font-size:11pt}main{max-width:none;padding:0}\
        h2{break-after:avoid}.key,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
        .course{overflow:visible}.course th,.course td{padding:.1rem .25rem;font-size:8pt}}
        """
}
