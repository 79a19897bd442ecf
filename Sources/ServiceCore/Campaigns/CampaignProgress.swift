package import FoundationEssentials

/// A launch as it stands at one moment; every number is counted, none is derived from others.
package struct CampaignProgress: Sendable, Equatable {
    package var campaign: Campaign
    /// The recipients frozen at launch; nil where the platform does not tell whom it goes to.
    package var audience: Int?
    /// How many recipients are in each state; their sum is the audience.
    package var states: [DeliveryState: Int] = [:]
    /// What became known later, per event kind: views, clicks, soft bounces, complaints, unsubscribes.
    package var later: [EventKind: Int] = [:]
    /// Why recipients were not sent to, most frequent first.
    package var reasons: [Tally] = []
    /// The relay's most frequent replies, those that took a message aside.
    package var replies: [Tally] = []
    package var domains: [DomainTally] = []
    /// The newest events first, at most some dozens.
    package var events: [DeliveryEvent] = []
    /// The name of the transport in force.
    package var transport: String
    /// Where its messages go and how that stands, in a line; empty where that is not told.
    package var way: DatedText = ""
    /// Whether an engine, in this process or another, is working on it now.
    package var isBeingSent = false
    package var measured: Date
    /// What its platform tells apart; of what it never tells nobody knows, and that is not nought.
    package var told = Told.everything

    package init(campaign: Campaign, audience: Int?, transport: String, measured: Date) {
        self.campaign = campaign
        self.audience = audience
        self.transport = transport
        self.measured = measured
    }

    package struct Told: Sendable, Equatable {
        package let states: Set<DeliveryState>
        package let later: Set<EventKind>
        package let tallies: Set<Tallies>
        /// Whether it tells of each recipient which of the states theirs is, and not only of how many.
        package let namesPeople: Bool

        package init(
            states: Set<DeliveryState>, later: Set<EventKind>, tallies: Set<Tallies> = [],
            namesPeople: Bool = true
        ) {
            (self.states, self.later) = (states, later)
            (self.tallies, self.namesPeople) = (tallies, namesPeople)
        }

        package static let everything = Told(
            states: Set(DeliveryState.allCases), later: Set(EventKind.allCases),
            tallies: Set(Tallies.allCases))

        /// What is counted by its text.
        package enum Tallies: Sendable, CaseIterable {
            case reasons, replies, domains
        }
    }

    package struct DomainTally: Sendable, Hashable {
        package let domain: String
        package let accepted: Int
        package let refused: Int

        package init(_ domain: String, accepted: Int, refused: Int) {
            self.domain = domain
            self.accepted = accepted
            self.refused = refused
        }
    }
}

/// What a watch yields: whole snapshots, or that it was interrupted and goes on trying.
package enum CampaignUpdate: Sendable {
    case progress(CampaignProgress)
    case interrupted(ServiceError)
}

extension AsyncStream where Element: Sendable {
    /// What is told until `produce` returns or the reader has gone, which cancels it.
    ///
    /// Only the newest unread element is kept: it says all that the ones before said.
    package static func newest(_ produce: @escaping @Sendable (Continuation) async -> Void) -> Self {
        let (stream, continuation) = makeStream(bufferingPolicy: .bufferingNewest(1))
        let task = Task {
            await produce(continuation)
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }
}
