import FoundationEssentials
import ServiceCore

/// Leaves a relay or gateway alone that is at fault: a second, then twice as long each time up to five minutes, so that
/// neither a thousand errors nor a herd on its return come of it.
struct TransportBreaker: Sendable {
    private static let longest: TimeInterval = 300
    /// The share by which a wait is made longer or shorter.
    private static let jitter = 0.2

    private(set) var rest: TransportRest?
    /// How many have followed one another.
    private(set) var faults = 0

    /// - Parameters:
    ///   - isForGood: only a person can change it, so it is not tried again by itself.
    ///   - wish: how long the other side asks to be left alone, in seconds; more than an hour is not believed.
    ///   - draw: 0 to below 1; decides the jitter.
    /// - Returns: whether it is a fault of its own, and not one of those that waited together.
    mutating func note(
        _ why: ServiceError, isForGood: Bool = false, wish: TimeInterval = 0, at now: Date, draw: Double
    ) -> Bool {
        // Those that waited together fail together.
        if let rest, !isForGood, rest.until.map({ now < $0 }) ?? true { return false }
        let wait = min(Self.longest, Double(1 << min(faults, 30)))
        faults += 1
        let pause = max(wait * (1 - Self.jitter + 2 * Self.jitter * draw), min(wish, 3600))
        rest = TransportRest(until: isForGood ? nil : now.addingTimeInterval(pause), why: why)
        return true
    }

    /// The other side has answered about a message.
    mutating func succeed() { (rest, faults) = (nil, 0) }

    /// Until when it rests now; nil where it may be tried.
    func rest(at now: Date) -> TransportRest? {
        guard let until = rest?.until else { return rest }
        return now < until ? rest : nil
    }
}
