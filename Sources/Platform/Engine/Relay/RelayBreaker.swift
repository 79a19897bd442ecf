import FoundationEssentials
package import SMTP
package import ServiceCore

/// Leaves a relay alone that is at fault: a second, then twice as long each time up to five minutes, so that neither a
/// thousand errors nor a herd on its return come of it. A login that is refused for good is not tried again by itself.
struct RelayBreaker: Sendable {
    private static let longest: TimeInterval = 300
    /// The share by which a wait is made longer or shorter.
    private static let jitter = 0.2

    private(set) var rest: TransportRest?
    /// How many have followed one another.
    private(set) var faults = 0

    /// - Parameters:
    ///   - relay: where it is, for people.
    ///   - draw: 0 to below 1; decides the jitter.
    /// - Returns: whether it is a fault of its own, and not one of those that waited together.
    mutating func note(_ fault: DeliveryFault, of relay: String, at now: Date, draw: Double) -> Bool {
        let isForGood = fault.stage == .auth && fault.reply?.isPermanent == true
        // Those that waited together fail together.
        if let rest, !isForGood, rest.until.map({ now < $0 }) ?? true { return false }
        let wait = min(Self.longest, Double(1 << min(faults, 30)))
        faults += 1
        let until = now.addingTimeInterval(wait * (1 - Self.jitter + 2 * Self.jitter * draw))
        rest = TransportRest(
            until: isForGood ? nil : until,
            why: ServiceError(
                fault,
                hint: isForGood
                    ? "Give the right password (sendboard relay use \(relay) --password-stdin), then start anew."
                    : "It is tried again by itself; sendboard relay check tells more."))
        return true
    }

    /// The relay has answered about a message.
    mutating func succeed() { (rest, faults) = (nil, 0) }
}

extension ServiceError {
    /// What went wrong with a relay, in a sentence.
    package init(_ fault: DeliveryFault, hint: String? = nil) {
        self.init(fault.errorCode, RelayWords.kept(fault.words), hint: hint)
    }
}

extension DeliveryFault {
    fileprivate var errorCode: ServiceError.Code {
        switch reason {
        case .timedOut: .timedOut
        case .unreachable, .lost, .tls: .unreachable
        case .refused where stage == .auth: .unauthorized
        case .refused, .loginInClear, .noSTARTTLS, .noKnownLogin, .unusableLogin: .refused
        case .violation: .malformedAnswer
        default: .unavailable
        }
    }
}
