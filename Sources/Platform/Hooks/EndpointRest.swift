import FoundationEssentials
import ServiceCore

/// The breaker of an endpoint: after some failures in succession it is left alone for a while, then tried with one post.
struct EndpointRest: Sendable, Hashable {
    /// In succession.
    var failures = 0
    /// Nothing is posted before this.
    var until: Date?

    private static let tolerated = 5
    private static let shortest: TimeInterval = 60
    private static let longest: TimeInterval = 3600

    /// - Parameter asked: how long the endpoint asked to be left alone.
    mutating func fail(at now: Date, asked: Duration? = nil) {
        failures += 1
        let beyond = failures - Self.tolerated
        let own = beyond < 0 ? 0 : min(Self.shortest * Double(1 << min(beyond, 10)), Self.longest)
        let wait = max(own, asked.map { $0 / .seconds(1) } ?? 0)
        until = wait > 0 ? now.addingTimeInterval(wait) : nil
    }

    /// How many posts may go in one row before what became of them is written down.
    var batch: Int { failures > 0 ? 1 : 20 }
}

extension EndpointRest {
    /// An endpoint that does not want a post is there all the same.
    mutating func take(_ outcome: HookOutcome) {
        switch outcome.verdict {
        case .done, .stopped: self = EndpointRest()
        case .again(let asked): fail(at: outcome.time, asked: asked)
        }
    }
}

/// How long what an endpoint did not take waits for its next attempt.
enum HookWaits {
    /// Seconds after the first, second … attempt; the last one repeats.
    private static let waits: [TimeInterval] = [
        60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400,
    ]
    /// Seconds from the event until it is given up.
    private static let lifetime: TimeInterval = 3 * 86_400

    /// - Parameters:
    ///   - attempts: how many have been made, this one included.
    ///   - asked: how long the endpoint asked to be left alone.
    /// - Returns: nil where its time is over before.
    static func next(
        afterAttempts attempts: Int, since created: Date, at now: Date, asked: Duration? = nil
    ) -> Date? {
        let wait = max(waits[min(max(attempts, 1), waits.count) - 1], asked.map { $0 / .seconds(1) } ?? 0)
        let next = now.addingTimeInterval(wait)
        return next.timeIntervalSince(created) > lifetime ? nil : next
    }
}
