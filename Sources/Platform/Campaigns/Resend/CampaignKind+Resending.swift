import FoundationEssentials
import ServiceCore
import Store

/// Sending again to those whom a launch did not reach, and settling those of whom nobody knows.
extension CampaignKind {
    var resend: ResourceAction<Campaign> {
        ResourceAction(
            .resend, confirmation: { .naming($0) }, availability: { $0.hasEnded },
            form: { campaign async throws(ServiceError) in
                let zone = try await zone(of: campaign)
                return FormDescription(
                    title: "Send again of \(campaign.title)",
                    fields: [ResendChoice.whoLine] + ResendChoice.lines(zone),
                    notes: [
                        "Whoever was accepted is not sent to again, nor who came back afterwards.",
                        "It goes as all does now: \(context.transport.sentence).",
                    ]
                ).ruled { [clock = context.clock] values throws(ServiceError) in
                    let time = TimeReading(now: clock(), zone: zone)
                    _ = try ResendChoice(values, channel: campaign.channel, time)
                }
            },
            recipients: { ids, values async throws(ServiceError) in
                try await chosen(try Self.only(ids), values)
            },
            perform: { ids, values async throws(ServiceError) in
                try await resend(try Self.only(ids), values)
            })
    }

    var accept: ResourceAction<Campaign> {
        ResourceAction(
            .accept, confirmation: { _ in .yesNo }, availability: { $0.wasLaunched },
            form: { campaign async throws(ServiceError) in
                let zone = try await zone(of: campaign)
                let why = FormField(
                    "why", "How it is known", isRequired: true,
                    help: "Such as the relay's own log; kept in the audit trail.")
                return FormDescription(
                    title: "Accept unknown of \(campaign.title)",
                    fields: [why] + ResendChoice.lines(zone), remarks: unknownRemarks(campaign)
                ).ruled { [clock = context.clock] values throws(ServiceError) in
                    let time = TimeReading(now: clock(), zone: zone)
                    _ = try ResendChoice(values, .unknown, channel: campaign.channel, time)
                    _ = try values.line("why")
                }
            },
            perform: { ids, values async throws(ServiceError) in
                try await accept(try Self.only(ids), values)
            })
    }

    private static func only(_ ids: [ResourceID]) throws(ServiceError) -> ResourceID {
        let id = try ids.only("It is done for one campaign at a time.")
        return id
    }

    private func zone(of campaign: Campaign) async throws(ServiceError) -> WallZone {
        try await context.store.read { db in
            try AccountQueries.zone(of: try kind.table.owner(of: campaign, in: db), in: db)
        }
    }

    /// Whom a form that is filled so chooses.
    private func chosen(
        _ id: ResourceID, _ values: FormValues, _ who: ResendChoice.Who? = nil
    ) async throws(ServiceError) -> MessageAudience {
        let now = context.clock()
        return try await context.store.read { db in
            try queries(of: id, values, who, at: now, in: db).audience()
        }
    }

    private func unknownRemarks(_ campaign: Campaign) -> FormRemarks {
        FormRemarks { values async throws(ServiceError) in
            let audience = try await chosen(campaign.id, values, .unknown)
            let count = audience.count + audience.leftOut.reduce(0) { $0 + $1.count }
            return [FormRemark("\(NumberText.counted(count, "recipient")) of unknown fate")]
                + audience.notes.map { FormRemark($0) }
        }
    }

    private func queries(
        of id: ResourceID, _ values: FormValues, _ who: ResendChoice.Who?, at now: Date,
        in db: ReadTransaction
    ) throws -> ResendQueries {
        guard let native = Int64(id.native), let launch = try LaunchRow.of(native, in: db) else {
            throw ServiceError(.refused, "The campaign was not launched.")
        }
        let time = TimeReading(now: now, zone: try AccountQueries.zone(of: launch.account, in: db))
        return try ResendQueries(
            launch, try ResendChoice(values, who, channel: launch.channel, time), in: db)
    }

    private func resend(_ id: ResourceID, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        let now = context.clock()
        // A million rows are looked at, for which nobody who writes should wait.
        let extent = try await context.store.read { db in
            try queries(of: id, values, nil, at: now, in: db).extent()
        }
        return try await context.editor.edit { session in
            let db = session.database
            let before = try kind.editor.loadExisting(db, id.native)
            guard let row = try CampaignRow.find(try kind.table.rowID(before), in: db) else {
                throw ServiceError(.notFound, "The campaign is gone.", hint: "Refresh the list.")
            }
            let zone = try AccountQueries.zone(of: row.account, in: db)
            let choice = try ResendChoice(
                values, channel: row.channel, TimeReading(now: session.now, zone: zone))
            try Resending.send(row, choice, extent, at: session.now, by: session.who, in: db)
            let after = try kind.editor.loadExisting(db, id.native)
            let words = NumberText.counted(extent?.count ?? 0, "recipient")
            try session.record(
                ActionDescription.resend.name, from: before, to: after,
                reason: "\(words): \(choice.words(zone))")
            return EditOutcome(
                "\(after.title) is sent again to \(words)", rows: [Row(after)],
                finality: "X in its watch stops what has not been sent")
        }
    }

    private func accept(_ id: ResourceID, _ values: FormValues) async throws(ServiceError) -> EditOutcome {
        try await context.editor.edit { session in
            let db = session.database
            let before = try kind.editor.loadExisting(db, id.native)
            let queries = try queries(of: id, values, .unknown, at: session.now, in: db)
            let count = try Unknowns.accept(queries, at: session.now, in: db)
            guard count > 0 else {
                throw ServiceError(.refused, "Nobody of “\(before.title)” is unknown, of those chosen.")
            }
            let after = try kind.editor.loadExisting(db, id.native)
            let words = NumberText.counted(count, "recipient")
            try session.record(
                ActionDescription.accept.name, from: before, to: after,
                reason: "\(words): \(try values.line("why") ?? "")")
            return EditOutcome(
                "\(words) of \(after.title) taken for accepted", rows: [Row(after)],
                finality: "it is settled")
        }
    }
}

extension Campaign {
    fileprivate var hasEnded: Availability {
        switch state {
        case .finished, .aborted: .available
        case .preparing, .running, .paused: .disabled("it has not ended")
        default: .disabled("it was not launched")
        }
    }

    fileprivate var wasLaunched: Availability {
        state.hasStarted ? .available : .disabled("it was not launched")
    }
}

extension Unknowns {
    /// Takes all that were chosen for accepted.
    ///
    /// - Returns: how many.
    static func accept(_ queries: ResendQueries, at now: Date, in db: WriteTransaction) throws -> Int {
        var work = DeliveryTransaction(db, now: now, source: "board")
        let ids = try Int64.fetchAll(db, queries.all)
        for id in ids {
            if let row = try work.delivery(id) {
                try accept(row, because: "taken for accepted by a person", &work)
            }
        }
        try work.finish()
        try tell(queries.launch.campaign, in: db)
        return ids.count
    }
}
