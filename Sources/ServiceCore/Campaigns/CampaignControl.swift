/// Launching and watching, where a platform can.
package struct CampaignControl: Sendable {
    /// Does something to a launch that is under way.
    package typealias Verb = @Sendable (ResourceID) async throws(ServiceError) -> EditOutcome

    /// Why its platform launches no campaign at all, as a clause; nil where it does.
    package var launchesNone: String?
    package var plan: @Sendable (ResourceID) async throws(ServiceError) -> LaunchPlan
    /// Whom a launch goes to, for the trail; nil where no more than their number is known.
    package var audience: (@Sendable (ResourceID) async throws(ServiceError) -> MessageAudience?)?
    /// Takes in that a launch which was meant was not begun; nil where nobody keeps that.
    package var refused: (@Sendable (ResourceID, ServiceError) async -> Void)?
    /// Starts a launch, once: the same key gives the first answer again.
    package var launch: @Sendable (ResourceID, _ key: String) async throws(ServiceError) -> LaunchOutcome
    /// Nil where the platform cannot stop what it has begun.
    package var pause: Verb?
    package var resume: Verb?
    package var abort: Verb?
    /// Never ends by itself while the campaign may still change; ends after the last snapshot.
    package var watch: @Sendable (ResourceID) -> AsyncStream<CampaignUpdate>
    /// The recipients of the last launch, filtered by state; nil where the platform does not tell.
    package var recipients: (@Sendable (ResourceID) -> RowOperations)?
    /// What became of a person in a launch; nil where its platform has no answer of its own.
    package var fate: CampaignFate.Ask?
    /// What is to be reported of a launch; nil where its platform tells no more than its watch does.
    package var report: (@Sendable (ResourceID) async throws(ServiceError) -> CampaignReport)?

    package init(
        plan: @escaping @Sendable (ResourceID) async throws(ServiceError) -> LaunchPlan,
        launch: @escaping @Sendable (ResourceID, String) async throws(ServiceError) -> LaunchOutcome,
        pause: Verb? = nil, resume: Verb? = nil, abort: Verb? = nil,
        watch: @escaping @Sendable (ResourceID) -> AsyncStream<CampaignUpdate>,
        recipients: (@Sendable (ResourceID) -> RowOperations)? = nil
    ) {
        self.plan = plan
        self.launch = launch
        self.pause = pause
        self.resume = resume
        self.abort = abort
        self.watch = watch
        self.recipients = recipients
    }
}

extension CampaignControl {
    /// Plans and watches only; a launch is refused.
    package func readOnly() -> CampaignControl {
        var reading = self
        reading.launch = { _, _ async throws(ServiceError) in
            throw ServiceError.readOnlyConnection
        }
        (reading.pause, reading.resume, reading.abort) = (nil, nil, nil)
        if let recipients { reading.recipients = { recipients($0).readOnly() } }
        return reading
    }
}
