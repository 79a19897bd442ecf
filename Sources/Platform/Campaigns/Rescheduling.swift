import FoundationEssentials
import ServiceCore
import Store

/// A scheduled campaign that is edited: what was frozen for it is frozen anew with what it has become, in one transaction.
struct Rescheduling: Sendable {
    let campaign: Int64
    /// When it would have started.
    private let before: Date
    /// When it is to start now; nil where no time is left.
    private let after: Date?

    /// - Parameter isMoved: whether the edit changes its time; a delay in seconds begins anew then.
    /// - Returns: nil for one that is not scheduled.
    init?(_ campaign: Campaign, isMoved: Bool, in session: EditSession) throws {
        guard campaign.state == .scheduled, let id = Int64(campaign.id.native),
            let start = try LaunchRow.of(id, in: session.database)?.startAt
        else { return nil }
        (self.campaign, before) = (id, start)
        after = isMoved ? campaign.schedule?.start(from: session.now) : start
    }

    /// - Throws: `.invalid` where no time is left, `.conflict` where it has passed; nothing of the edit is kept then.
    func freezeAnew(in session: EditSession) throws {
        guard let after else {
            throw ServiceError(
                .invalid, "What is scheduled needs a time.",
                hint: "Take its schedule back instead; S launches it at once then.", field: "defer_until")
        }
        try Self.unschedule(campaign, in: session)
        try Launching.schedule(campaign, at: after, now: session.now, in: session.database)
    }

    func takeBack(in session: EditSession) throws {
        try Self.unschedule(campaign, in: session)
        try Launching.schedule(campaign, at: before, now: session.now, in: session.database)
    }

    /// - Returns: when it would have started.
    @discardableResult
    static func unschedule(_ id: Int64, in session: EditSession) throws -> Date? {
        guard let launch = try LaunchRow.of(id, in: session.database), launch.state == .scheduled else {
            throw ServiceError(
                .conflict, "The campaign is not scheduled any more.", hint: "Refresh the list.")
        }
        var work = DeliveryTransaction(session.database, now: session.now, source: "board")
        try work.unschedule(launch, because: "")
        try work.finish()
        return launch.startAt
    }
}

extension CampaignKind {
    /// Takes back that a campaign waits for its time; undone, it waits for the same time again.
    var unschedule: ResourceAction<Campaign> {
        let starts = Kept<Date>()
        var change = RowChange<Campaign>(
            .unschedule, notice: { "\($0) is a draft again" },
            apply: { session, campaign in
                starts[campaign.id.native] = try Rescheduling.unschedule(
                    try kind.table.rowID(campaign), in: session)
            })
        change.availability = { $0.state == .scheduled ? .available : .disabled("not scheduled") }
        change.reversal = .by { session, edit in
            guard let start = starts[edit.now.id.native] else { return }
            try Launching.schedule(
                try kind.table.rowID(edit.now), at: start, now: session.now, in: session.database)
        }
        return kind.editor.action(change, .unschedule)
    }
}

extension Campaign.Schedule {
    /// When a launch that is asked for now would start.
    func start(from now: Date) -> Date {
        switch self {
        case .until(let date, _): date
        case .delay(let seconds): now.addingTimeInterval(Double(seconds))
        }
    }
}
