import FoundationEssentials

/// A timeline as a table: a row for each step, a number for each kind of event.
package struct ReportTimes: Sendable, Equatable {
    package let kinds: [EventKind]
    package let rows: [Row]
    /// How long a step is: `5 min`.
    package let stepText: String

    package struct Row: Sendable, Equatable {
        /// When it begins: `14:05`, `Mar 1 14:00`, as short as tells the steps apart.
        package let label: String
        package let counts: [Int]
        /// The events of the step, as a filter over those of the campaign.
        package let filter: String
    }

    package init(_ timeline: CampaignTimeline, _ zone: WallZone) {
        kinds = timeline.shownKinds
        stepText = Self.words(timeline.step)
        let count = timeline.stepCount
        let isOneDay =
            zone.wall(timeline.start).dayNumber
            == zone.wall(timeline.start(ofStep: max(0, count - 1))).dayNumber
        rows = (0..<count).map { index in
            let (start, end) = (timeline.start(ofStep: index), timeline.start(ofStep: index + 1))
            return Row(
                label: Self.label(start, timeline.step, zone, isOneDay: isOneDay),
                counts: timeline.shownKinds.map { timeline.counts[$0]?[index] ?? 0 },
                filter: "after:\(start.formatted(.iso8601)) before:\(end.formatted(.iso8601))")
        }
    }

    private static func label(_ date: Date, _ step: Int, _ zone: WallZone, isOneDay: Bool) -> String {
        let wall = zone.wall(date)
        let clock = step < 60 ? wall.clockText : String(wall.clockText.prefix(5))
        if step >= 86_400 { return wall.dayText }
        return isOneDay ? clock : "\(wall.dayText) \(clock)"
    }

    private static func words(_ seconds: Int) -> String {
        let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]
        let unit = units.first { seconds.isMultiple(of: $0.0) } ?? (1, "s")
        return "\(seconds / unit.0) \(unit.1)"
    }
}
