/// One table of a report; the board's page, text, HTML and their charts are all made from these.
package struct ReportSection: Sendable, Equatable {
    package let part: Part
    package let title: String
    /// What a row is called: `Reason`.
    package let heading: String
    /// What each number of a row counts: `recipients`, `times`.
    package let columns: [String]
    package var entries: [Entry]
    /// Of how many the first numbers are shares; nil where a share says nothing.
    package var whole: Int?
    /// What must be known of the numbers, or why there are none, as a sentence; empty where nothing must.
    package var remark = ""

    package enum Part: String, Sendable {
        case totals, later, reasons, replies, domains, links
    }

    package struct Entry: Sendable, Equatable {
        package let label: String
        /// One for each column.
        package let numbers: [Number]
        package var tone = StateWord.Tone.neutral

        package init(_ label: String, _ numbers: [Number], tone: StateWord.Tone = .neutral) {
            (self.label, self.numbers, self.tone) = (label, numbers, tone)
        }
    }

    package struct Number: Sendable, Equatable {
        /// Nil where it is not told.
        package let count: Int?
        /// The recipients that it counts, as a filter over them; nil where they cannot be told apart.
        package let filter: String?

        package init(_ count: Int?, filter: String? = nil) {
            (self.count, self.filter) = (count, filter)
        }

        package var text: String { count.map { NumberText.grouped($0) } ?? "not told" }
    }

    /// The share of the whole that an entry's first number is, in percent; nil where that says nothing.
    package func share(of entry: Entry) -> Double? {
        guard let whole, whole > 0, let count = entry.numbers.first?.count else { return nil }
        return 100 * Double(count) / Double(whole)
    }

    /// `56.7 %`; empty where a share says nothing, `<0.1 %` of what rounds to none.
    package func shareText(of entry: Entry) -> String {
        guard let share = share(of: entry) else { return "" }
        let tenths = Int((share * 10).rounded())
        return tenths == 0 && share > 0 ? "<0.1 %" : "\(tenths / 10).\(tenths % 10) %"
    }
}

extension CampaignReport {
    /// Every table of the report, in its order.
    package var sections: [ReportSection] {
        [totals, later, reasons, replies, domains, linksClicked].compactMap(\.self)
    }

    private var totals: ReportSection {
        ReportSection(
            part: .totals, title: "Recipients", heading: "State", columns: ["recipients"],
            entries: progress.shownStates.map { state in
                let filter = progress.told.namesPeople ? FilterLine.term("state", is: state.rawValue) : nil
                return ReportSection.Entry(
                    state.rawValue, [.init(progress.states[state] ?? 0, filter: filter)],
                    tone: state.word.tone)
            },
            whole: progress.audience, remark: remarkOnTotals)
    }

    private var remarkOnTotals: String {
        if progress.audience == nil { return "Whom it goes to is not told." }
        if let discrepancy = progress.discrepancy { return "Take care: \(discrepancy)." }
        return progress.told.namesPeople ? "" : "\(progress.campaign.id.connection) tells how many, not who."
    }

    private var later: ReportSection {
        ReportSection(
            part: .later, title: "What happened afterwards", heading: "Event", columns: ["people", "times"],
            entries: progress.shownLater.map { kind, word in
                ReportSection.Entry(
                    word,
                    [
                        .init(people?.later[kind], filter: FilterLine.term("events", is: kind.rawValue)),
                        .init(progress.later[kind] ?? 0),
                    ], tone: kind.word.tone)
            },
            whole: people == nil ? nil : progress.audience,
            remark: progress.shownLater.isEmpty ? untold("what happened after it was sent") : "")
    }

    private var reasons: ReportSection? {
        let notSent = progress.states[.notSent] ?? 0
        guard notSent > 0 || !progress.reasons.isEmpty else { return nil }
        let state = FilterLine.term("state", is: DeliveryState.notSent.rawValue)
        var entries = progress.reasons.map { reason in
            ReportSection.Entry(
                reason.text,
                [.init(reason.count, filter: "\(state) \(FilterLine.term("reply", is: reason.text))")],
                tone: .warning)
        }
        if rest.reasons > 0 { entries.append(.init("other reasons", [.init(rest.reasons)])) }
        return ReportSection(
            part: .reasons, title: "Not sent, and why", heading: "Reason", columns: ["recipients"],
            entries: entries, whole: progress.audience,
            remark: progress.told.tallies.contains(.reasons) ? "" : untold("why"))
    }

    private var replies: ReportSection? {
        guard progress.told.tallies.contains(.replies) else { return nil }
        var entries = progress.replies.map { reply in
            ReportSection.Entry(
                reply.text,
                [
                    .init(people?.replies[reply.text], filter: FilterLine.term("replies", is: reply.text)),
                    .init(reply.count),
                ])
        }
        if rest.replies > 0 { entries.append(.init("other replies", [.init(nil), .init(rest.replies)])) }
        return ReportSection(
            part: .replies, title: "Replies that did not take a message", heading: "Reply",
            columns: ["people", "times"], entries: entries,
            remark: entries.isEmpty ? "Every message that was handed over was taken at once." : "")
    }

    private var domains: ReportSection? {
        guard progress.told.tallies.contains(.domains) else { return nil }
        let numbers = { (domain: CampaignProgress.DomainTally) -> [ReportSection.Number] in
            let place = FilterLine.term("domain", is: domain.domain)
            let isNamed = !domain.domain.isEmpty && domainsCountEvents
            let filter = { (kind: EventKind) -> String? in
                isNamed ? "\(place) \(FilterLine.term("events", is: kind.rawValue))" : nil
            }
            return [
                .init(domain.accepted, filter: filter(.accepted)),
                .init(domain.refused, filter: filter(.refused)),
            ]
        }
        var entries = progress.domains.map { ReportSection.Entry($0.domain, numbers($0)) }
        if rest.domains.accepted + rest.domains.refused > 0 {
            entries.append(.init("other domains", numbers(rest.domains)))
        }
        return ReportSection(
            part: .domains, title: "Domains",
            heading: progress.campaign.channel == .sms ? "Prefix" : "Domain",
            columns: ["accepted", "refused"], entries: entries,
            remark: entries.isEmpty ? "No message was answered yet." : "")
    }

    private var linksClicked: ReportSection {
        var entries = (links ?? []).map { link in
            let isOfAll = link.url == nil && links?.count == 1
            let filter =
                isOfAll
                ? FilterLine.term("events", is: EventKind.click.rawValue)
                : FilterLine.term("links", is: link.url ?? "")
            return ReportSection.Entry(
                link.url ?? "link not kept", [.init(link.people, filter: filter), .init(link.clicks)])
        }
        if rest.clicks > 0 { entries.append(.init("other links", [.init(nil), .init(rest.clicks)])) }
        return ReportSection(
            part: .links, title: "Links clicked", heading: "Link", columns: ["people", "times"],
            entries: entries,
            remark: links == nil
                ? untold("which links were clicked") : entries.isEmpty ? "No link was clicked." : "")
    }

    /// `smsdrop does not tell why.`
    private func untold(_ what: String) -> String {
        "\(progress.campaign.id.connection) does not tell \(what)."
    }
}
