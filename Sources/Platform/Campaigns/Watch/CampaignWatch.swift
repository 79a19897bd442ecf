import FoundationEssentials
import ServiceCore
import Store

/// Pushes whole snapshots of a launch as it changes, five a second at most.
///
/// A stream ends after the last snapshot of a launch that has ended and from whose recipients no answer is
/// expected any more. A campaign that is not launched yet is watched on.
struct CampaignWatch: Sendable {
    let context: PlatformContext
    /// Whether an engine works somewhere, and what keeps that of this process from handing over a way's messages.
    let isEngineRunning: @Sendable () -> Bool
    let engineFailure: @Sendable (MessageWay) -> ServiceError?
    /// Where messages of a way go and how that stands.
    var way: @Sendable (MessageWay, ReadTransaction) throws -> DatedText = { _, _ in "" }

    private static let tables: Set<String> = [
        "campaign", "counter", "delivery", "event", "submission", "engine", "simulated_answer",
    ]
    private static let pause = Duration.milliseconds(200)

    func updates(of id: ResourceID) -> AsyncStream<CampaignUpdate> {
        .newest { await watch(id, $0) }
    }

    private func watch(_ id: ResourceID, _ continuation: AsyncStream<CampaignUpdate>.Continuation) async {
        // Subscribed before the first look, so that no change falls between the two.
        let changes = context.store.changes()
        guard await look(at: id, continuation) else { return }
        for await change in changes where change.touches(Self.tables) {
            guard await look(at: id, continuation) else { return }
            // Changes that come meanwhile are merged into one; a cancelled wait ends the loop above.
            try? await Task.sleep(for: Self.pause)
            if Task.isCancelled { return }
        }
    }

    /// - Returns: false where nothing can change any more.
    private func look(
        at id: ResourceID, _ continuation: AsyncStream<CampaignUpdate>.Continuation
    ) async -> Bool {
        do throws(ServiceError) {
            let (progress, way, isLast) = try await snapshot(id)
            if let failure = engineFailure(way), progress.campaign.state.isActive {
                continuation.yield(.interrupted(failure))
            } else {
                continuation.yield(.progress(progress))
            }
            return !isLast
        } catch {
            if error.code == .cancelled { return false }
            continuation.yield(.interrupted(error))
            return error.code != .notFound
        }
    }

    /// One snapshot, the way that its messages go, and whether it is the last that there will be.
    func snapshot(
        _ id: ResourceID
    ) async throws(ServiceError) -> (CampaignProgress, way: MessageWay, isLast: Bool) {
        let isRunning = isEngineRunning()
        return try await context.store.read { db in try snapshot(id, isRunning: isRunning, in: db) }
    }

    /// The numbers of a snapshot and what only a report tells, from one picture of the database.
    func report(_ id: ResourceID) async throws(ServiceError) -> CampaignReport {
        let isRunning = isEngineRunning()
        return try await context.store.read { db in
            let progress = try snapshot(id, isRunning: isRunning, in: db).0
            let campaign = try CampaignKind(context: context).queries.table.rowID(progress.campaign)
            return try CampaignReportQueries(campaign: campaign, db: db).report(progress)
        }
    }

    /// The same as one picture of the database shows it; its cost grows neither with audience nor texts.
    func snapshot(
        _ id: ResourceID, isRunning: Bool, in db: ReadTransaction
    ) throws -> (CampaignProgress, way: MessageWay, isLast: Bool) {
        let campaigns = CampaignKind(context: context).light
        let campaign = try campaigns.editor.loadExisting(db, id.native)
        let number = try campaigns.table.rowID(campaign)
        let way = try Self.way(of: number, campaign.channel, in: db)
        let queries = ProgressQueries(connection: context.connection, id: number, db: db)
        var progress = try queries.progress(
            of: campaign, transport: context.transport(of: way).name, at: context.clock())
        progress.isBeingSent = isRunning && campaign.state.isActive
        progress.way = try self.way(way, db)
        let hasEnded = campaign.finished != nil && campaign.state.hasStarted
        return (progress, way, hasEnded ? try !queries.isExpectingAnswers() : false)
    }

    /// Of what is not launched, as it would be now.
    private static func way(
        of campaign: Int64, _ channel: Channel, in db: ReadTransaction
    ) throws -> MessageWay {
        if let launch = try LaunchRow.of(campaign, in: db) { return launch.way }
        return MessageWay(channel, relay: try CampaignRow.find(campaign, in: db)?.relay(in: db))
    }
}
