import FoundationEssentials
import ServiceCore

/// The recipients of launches; those whose answer was lost wait here for a person.
struct DeliveryKind: Sendable {
    let context: PlatformContext
    /// Whose recipients are listed; without one, a recipient can only be looked up.
    var campaign: Int64?
    private var queries: DeliveryQueries { DeliveryQueries(connection: context.connection) }

    func rows() -> RowOperations { RowOperations(operations()) }

    func operations() -> ResourceOperations<Delivery> {
        ResourceOperations(
            list: campaign.map { listing(of: $0) },
            find: { key async throws(ServiceError) in
                try await context.store.read { db in
                    let id = try Int64(key) ?? MessageIDs(context.vault, in: db).delivery(key)
                    return try id.flatMap { try queries.find($0, in: db) }
                }
            },
            actions: [
                resolution(.resend, .resendUnknown), resolution(.settle, .acceptUnknown),
            ])
    }

    private func listing(of campaign: Int64) -> Listing<Delivery> {
        .stored(
            context.store, sortable: [RowOrder("state")],
            otherwise: { _ in "a launch may have a million recipients" },
            count: { filter, db in
                guard let launch = try LaunchRow.of(campaign, in: db) else { return 0 }
                return try queries.count(filter, batch: launch.batch, campaign: campaign, in: db)
            },
            page: { request, db in
                guard let launch = try LaunchRow.of(campaign, in: db) else {
                    return ListPage([], offset: 0, total: .exact(0), hasMore: false)
                }
                return try queries.page(request, batch: launch.batch, campaign: campaign, in: db)
            })
    }

    private func resolution(
        _ step: DeliveryStep, _ action: ActionDescription
    ) -> ResourceAction<Delivery> {
        ResourceAction(
            action, confirmation: { _ in .yesNo },
            availability: { $0.state == .unknown ? .available : .already("not unknown") },
            perform: { ids, _ async throws(ServiceError) in
                let rows = try await context.editor.edit { session in
                    try ids.map { try resolve($0, step, action.name, in: session) }
                }
                return Self.outcome(step, rows.map(\.address), rows.map { Row($0) })
            })
    }

    /// What is said of those that were decided on.
    static func outcome(_ step: DeliveryStep, _ addresses: [String], _ rows: [Row]) -> EditOutcome {
        let subject = addresses.count == 1 ? addresses[0] : NumberText.counted(addresses.count, "recipient")
        return EditOutcome(
            step == .resend ? "\(subject) queued again" : "\(subject) taken for accepted", rows: rows,
            finality: step == .resend ? "it may have left again" : "it is settled")
    }

    /// Carries out what a person decides about one whose answer was lost, and writes it into the trail.
    func resolve(
        _ id: ResourceID, _ step: DeliveryStep, _ verb: String, in session: EditSession
    ) throws -> Delivery {
        guard let native = Int64(id.native), let before = try queries.find(native, in: session.database)
        else {
            throw ServiceError(.notFound, "The recipient is gone.", hint: "Refresh the list.")
        }
        try Unknowns.resolve(native, step, at: session.now, in: session.database)
        let after = try queries.find(native, in: session.database) ?? before
        try session.record(verb, from: before, to: after)
        return after
    }
}
