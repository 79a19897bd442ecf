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
            let chart =
                section.part == .totals ? ReportChart.parts(section) : ReportChart.bars(section)
            parts += [chart, table(section)].compactMap(\.self)
        }
        return .element("section", [], parts)
    }

    private func table(_ section: ReportSection) -> HTMLNode {
        let showsShare = section.whole != nil
        let rows = section.entries.map { entry in
            let numbers = entry.numbers.map(\.text) + (showsShare ? [section.shareText(of: entry)] : [])
            return (entry.label, entry.tone.chartClass, numbers)
        }
        return table(
            section.title, [section.heading] + section.columns + (showsShare ? ["share"] : []), rows,
            isKeyed: section.part == .totals)
    }

    private func times(_ times: ReportTimes) -> HTMLNode {
        let rows = times.rows.filter { $0.counts.contains { $0 > 0 } }.map { row in
            (row.label, "", row.counts.map { NumberText.grouped($0) })
        }
        let title = "Course of time, every \(times.stepText), \(zone.name)"
        return .element(
            "section", [],
            [
                .element("h2", [], title), ReportChart.times(times),
                table(title, ["Time"] + times.kinds.map(\.rawValue), rows, isKeyed: false),
            ].compactMap(\.self))
    }

    /// - Parameter isKeyed: whether the mark before a row is the key to the colours of the chart.
    private func table(
        _ caption: String, _ heads: [String], _ rows: [(String, String, [String])], isKeyed: Bool
    ) -> HTMLNode {
        let head = heads.map { HTMLNode.element("th", [("scope", "col")], $0) }
        let body = rows.map { label, tone, numbers in
            let key: [HTMLNode] = isKeyed ? [.element("span", [("class", "key \(tone)")], [])] : []
            return HTMLNode.element(
                "tr", [],
                [.element("th", [("scope", "row")], key + [.text(label)])]
                    + numbers.map { .element("td", [], $0) })
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
        --warning:#9a6700;--bad:#cf222e;--neutral:#6e7781;--seen:#8250df}\
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--line:#3d444d;--good:#3fb950;\
        --info:#58a6ff;--warning:#d29922;--bad:#ff7b72;--neutral:#9198a1;--seen:#bc8cff}}\
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}\
        main{max-width:46rem;margin:0 auto;padding:1.5rem}\
        h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem}\
        .lead{font-size:1.1rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}\
        dt{color:var(--neutral)}dd{margin:0;overflow-wrap:anywhere}svg{display:block;width:100%;margin:.5rem 0}\
        rect{stroke:var(--paper);stroke-width:1}svg text{font-size:12px;fill:var(--ink)}table{border-collapse:collapse;width:100%}\
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
        th,td{padding:.2rem .5rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}\
        th:first-child{text-align:left;white-space:normal;overflow-wrap:anywhere;width:99%}\
        tbody th{font-weight:normal}td{font-variant-numeric:tabular-nums}\
        .key{display:inline-block;width:.8em;height:.8em;margin-right:.5em;background:currentColor}\
        .c-good{fill:var(--good);color:var(--good)}.c-info{fill:var(--info);color:var(--info)}\
        .c-warning{fill:var(--warning);color:var(--warning)}.c-bad{fill:var(--bad);color:var(--bad)}\
        .c-neutral{fill:var(--neutral);color:var(--neutral)}.c-seen{fill:var(--seen);color:var(--seen)}\
        @media print{:root{--ink:#000;--paper:#fff}main{max-width:none;padding:0}\
        section{break-inside:avoid}.key,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """
}
