import FoundationEssentials
import ServiceCore
import Store

/// The newest answers of each launch. One that receivers refuse much of for what it says or who sends it pauses, before that
/// costs those who come next: of a large launch, a block list in its midst is a small share for long.
///
/// Kept by the engine that runs, so that the next begins anew.
struct PolicyGauge: Sendable {
    /// So many answers are looked at.
    private static let window = 200
    /// Fewer refusals may be chance, whatever their share.
    private static let fewest = 20
    /// Per cent of the window.
    private static let share = 30

    private var launches: [Int64: Answers] = [:]

    /// In the order in which they came, the oldest first.
    private struct Answers: Sendable {
        var meanings: [ReplyClass] = []
        /// What was said with the newest refusal.
        var newest = ""

        /// The kind of refusal that there are too many of, with how many.
        var excess: (ReplyClass, Int)? {
            for meaning in [ReplyClass.policyRefused, .messageRefused] {
                let count = meanings.count { $0 == meaning }
                if count >= fewest, count * 100 >= share * meanings.count { return (meaning, count) }
            }
            return nil
        }
    }

    /// - Parameter campaign: nil for a single message, of which nothing follows for others.
    mutating func note(_ reply: RelayReply, _ meaning: ReplyClass, of campaign: Int64?) {
        guard let campaign, meaning.isAboutMessage else { return }
        var answers = launches.removeValue(forKey: campaign) ?? Answers()
        if answers.meanings.count == Self.window { answers.meanings.removeFirst() }
        answers.meanings.append(meaning)
        // It is kept in the trail, which outlives the people whom it was about.
        if meaning.isRefusalOfOurs { answers.newest = RelayWords.withoutAddresses(reply.line) }
        launches[campaign] = answers
    }

    /// Pauses those of which too much was refused; what a person resumes is measured anew.
    ///
    /// - Parameter live: the launches that go on; others are forgotten.
    /// - Returns: those that it paused.
    mutating func pause(_ live: [LaunchRow], at now: Date, in db: WriteTransaction) throws -> Set<Int64> {
        let going = Set(live.map(\.campaign))
        launches = launches.filter { going.contains($0.key) }
        var paused: Set<Int64> = []
        for launch in live where launch.state.isActive {
            guard let answers = launches[launch.campaign], let (meaning, count) = answers.excess else {
                continue
            }
            let why = meaning == .policyRefused ? "by policy" : "for what they say"
            try launch.pause(
                because:
                    "\(count) of the last \(answers.meanings.count) were refused \(why): \(answers.newest)",
                at: now, in: db)
            launches[launch.campaign] = nil
            paused.insert(launch.campaign)
        }
        return paused
    }
}

extension ReplyClass {
    /// Whether a receiver turned the message away for its sender's or its own sake, not the person's.
    fileprivate var isRefusalOfOurs: Bool { self == .policyRefused || self == .messageRefused }

    /// Whether it was answered about this message, and not about the session or the sender of all.
    fileprivate var isAboutMessage: Bool {
        switch self {
        case .accepted, .personDeferred, .personRefused, .personSoft, .policyRefused, .messageDeferred,
            .messageRefused:
            true
        case .relayFault, .sessionEnd, .sender, .unsendable, .lost: false
        }
    }
}
