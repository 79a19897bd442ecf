import FoundationEssentials

/// A report as one JSON object; what its platform does not tell is `null`.
package enum ReportJSON {
    package static func object(_ report: CampaignReport) -> String {
        let progress = report.progress
        let campaign = Row(progress.campaign)
        let fields: [FieldID] = [
            "title", "state", "state_reason", "channel", "subject", "sender", "account", "launched",
            "finished",
        ]
        return RowJSON.object([
            ("campaign", RowJSON.object(campaign, fields: fields)),
            ("measured", RowJSON.value(.date(progress.measured))),
            ("transport", RowJSON.quoted(progress.transport)), ("audience", number(progress.audience)),
            ("states", states(progress)), ("later", later(report)),
            ("not_sent", told(progress, .reasons) { list(progress.reasons, "reason", "recipients") }),
            ("replies", told(progress, .replies) { replies(report) }),
            ("domains", told(progress, .domains) { array(progress.domains.map(domain)) }),
            ("links", report.links.map { array($0.map(link)) } ?? "null"),
            ("beyond_those_named", beyond(report.rest)),
            ("timeline", report.timeline.map(timeline) ?? "null"),
        ])
    }

    private static func states(_ progress: CampaignProgress) -> String {
        guard progress.audience != nil else { return "null" }
        return RowJSON.object(
            DeliveryState.allCases.map { state in
                let isTold = progress.shownStates.contains(state)
                return (key(state.rawValue), isTold ? String(progress.states[state] ?? 0) : "null")
            })
    }

    private static func later(_ report: CampaignReport) -> String {
        array(
            report.progress.shownLater.map { kind, _ in
                RowJSON.object([
                    ("event", RowJSON.quoted(kind.rawValue)), ("people", number(report.people?.later[kind])),
                    ("times", String(report.progress.later[kind] ?? 0)),
                ])
            })
    }

    private static func replies(_ report: CampaignReport) -> String {
        array(
            report.progress.replies.map { reply in
                RowJSON.object([
                    ("reply", RowJSON.quoted(reply.text)),
                    ("people", number(report.people?.replies[reply.text])), ("times", String(reply.count)),
                ])
            })
    }

    private static func domain(_ domain: CampaignProgress.DomainTally) -> String {
        RowJSON.object([
            ("domain", RowJSON.quoted(domain.domain)), ("accepted", String(domain.accepted)),
            ("refused", String(domain.refused)),
        ])
    }

    private static func link(_ link: CampaignReport.LinkTally) -> String {
        RowJSON.object([
            ("link", RowJSON.value(.text(link.url))), ("people", String(link.people)),
            ("times", String(link.clicks)),
        ])
    }

    private static func beyond(_ rest: CampaignReport.Rest) -> String {
        RowJSON.object([
            ("not_sent", String(rest.reasons)), ("replies", String(rest.replies)),
            ("accepted", String(rest.domains.accepted)), ("refused", String(rest.domains.refused)),
            ("clicks", String(rest.clicks)),
        ])
    }

    private static func timeline(_ timeline: CampaignTimeline) -> String {
        RowJSON.object([
            ("start", RowJSON.value(.date(timeline.start))), ("step_seconds", String(timeline.step)),
            (
                "counts",
                RowJSON.object(
                    timeline.shownKinds.map { kind in
                        (key(kind.rawValue), array((timeline.counts[kind] ?? []).map(String.init)))
                    })
            ),
        ])
    }

    private static func list(_ tallies: [Tally], _ name: String, _ counted: String) -> String {
        array(tallies.map { RowJSON.object([(name, RowJSON.quoted($0.text)), (counted, String($0.count))]) })
    }

    private static func told(
        _ progress: CampaignProgress, _ what: CampaignProgress.Told.Tallies, _ value: () -> String
    ) -> String {
        progress.told.tallies.contains(what) ? value() : "null"
    }

    private static func array(_ items: [String]) -> String { "[\(items.joined(separator: ","))]" }

    private static func number(_ number: Int?) -> String { number.map(String.init) ?? "null" }

    private static func key(_ words: String) -> String { words.replacing(" ", with: "_") }
}
