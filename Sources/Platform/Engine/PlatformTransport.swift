package import FoundationEssentials
package import ServiceCore

/// Where a platform's messages go: what people are told of it, what the engine asks of it, and how it is opened.
///
/// It is given to the platform as a whole. Nothing else knows which one it is: whoever has to say so says what
/// `description` says, and what differs between transports is a value here.
package struct PlatformTransport: Sendable {
    package let description: TransportDescription
    /// What is told of a way alone, where that is another.
    var ofWay: [MessageWay: TransportDescription] = [:]
    /// Its other side, as figures name it; nil where there is none.
    var side: String?
    /// Whether it is given every e-mail's bytes; else only where an archive or a single send asks for them.
    var needsMail = false
    /// Whether it is given what text messages say.
    var needsTexts = false
    /// After which it is tried again.
    var waits = RetryWaits()
    /// Draws the jitter of retries, so that the same attempt waits the same.
    var seed: UInt64 = 0
    /// What is to come for an accepted message without anybody's doing; nothing where real people get it.
    var answers: @Sendable (DeliveryRow) -> [(kind: EventKind, after: TimeInterval)] = { _ in [] }
    /// What it wrote down by itself in a data directory; nil where only the journal can tell.
    var record: (@Sendable (DataDirectory) -> any HandOverRecord)?
    /// Opened by whichever process has the engine, for as long as it has it.
    let open: @Sendable (DataDirectory, @escaping @Sendable () -> Date) throws(ServiceError) -> any Transport

    /// How the replies that it gives are carried out.
    func conduct(_ rules: BounceRules) -> DeliveryTransaction.Conduct {
        DeliveryTransaction.Conduct(waits: waits, seed: seed, rules: rules, answers: answers)
    }
}

/// What a transport wrote down of what it took, outside the database, so that each can be held against the other.
protocol HandOverRecord: Sendable {
    /// Every hand-over by its delivery, oldest first, each as often as it was.
    func deliveries() throws(ServiceError) -> [Int64]

    /// The newest hundred or so of the same.
    func newestDeliveries() throws(ServiceError) -> [Int64]

    /// Those among the last ones, which hold everything that can have been in flight.
    func recentDeliveries() throws(ServiceError) -> Set<Int64>
}

/// Where messages are handed over: the seam between the engine and a relay, a gateway or the sandbox.
package protocol Transport: Sendable {
    /// What it is given; other messages wait.
    var scope: TransportScope { get }

    /// Those that it is made of, each with a pace, a rest and room of its own; itself where it is one.
    var parts: [any Transport] { get }

    /// How many messages may be under way together, so that a pause takes effect soon at this transport's speed.
    var claimSize: Int { get }

    /// Until when it is given nothing, and why; nil where it may be.
    var rest: TransportRest? { get }

    /// How it stands now, for people: one for each other side that it speaks to; none where there is nothing to tell.
    var figures: [TransportFigures] { get }

    /// Hands the messages over, each once, and tells what was answered to each as soon as it is known, in any order; ends
    /// when each is told of. One that waits for its answer holds up none of the others.
    ///
    /// Has the journal confirm and writes to it just before a message cannot be taken back any more, and writes when its
    /// answer is there. What is not confirmed is not handed over, and gets the answer of a broken session. Where the task
    /// is cancelled, what has not begun gets that answer too.
    func submit(
        _ messages: [OutgoingMessage], journal: InFlightJournal,
        answered: @escaping @Sendable ([SubmissionResult]) -> Void
    ) async
}

extension Transport {
    package var scope: TransportScope { TransportScope() }

    package var parts: [any Transport] { [self] }

    package var rest: TransportRest? { nil }

    package var figures: [TransportFigures] { [] }
}

/// Which messages a transport is given: of some channels, and of all ways of them or one.
package struct TransportScope: Sendable, Hashable {
    package let channels: Set<Channel>
    private let relay: Relay

    private enum Relay: Sendable, Hashable {
        case any
        case one(Int64?)
    }

    /// All ways of these channels.
    package init(_ channels: Set<Channel> = Set(Channel.allCases)) {
        (self.channels, relay) = (channels, .any)
    }

    /// One way alone.
    package init(_ way: MessageWay) { (channels, relay) = ([way.channel], .one(way.relay)) }

    package func takes(_ way: MessageWay) -> Bool {
        channels.contains(way.channel) && (relay == .any || relay == .one(way.relay))
    }
}

/// When a transport may be given messages again, and why not before.
package struct TransportRest: Sendable, Equatable {
    /// Nil where only a person can change it.
    package let until: Date?
    package let why: ServiceError
}

/// How one hand-over ended.
package struct SubmissionResult: Sendable, Hashable {
    package let delivery: Int64
    package let reply: RelayReply
    package let time: Date
    /// What was written for it and is kept with the result.
    var kept: ArchiveEntry?
}
