import ServiceCore

extension CampaignKind {
    /// Lets a launch go the way that messages go now, though it was decided on when they went another.
    var release: ResourceAction<Campaign> {
        var change = RowChange<Campaign>(
            .release, notice: { "\($0) goes the way that messages go now" },
            apply: { session, campaign in
                try DecidedWays.refuse(otherThan: context.transport, in: session.database)
                try HeldLaunches.release(try kind.table.rowID(campaign), in: session.database)
            })
        change.availability = { $0.awaitsRelease ? .available : .disabled("it waits for no decision") }
        change.reversal = .none(because: "P pauses it, X ends it")
        return kind.editor.action(
            change, .release,
            help: "\(ActionDescription.release.help) Now \(context.transport.sentence).",
            confirmation: { .naming($0) })
    }
}
