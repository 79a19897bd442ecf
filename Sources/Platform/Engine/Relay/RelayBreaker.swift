import FoundationEssentials
package import SMTP
package import ServiceCore

extension TransportBreaker {
    /// A login that is refused for good is not tried again by itself.
    ///
    /// - Parameters:
    ///   - relay: where it is, for people.
    ///   - draw: 0 to below 1; decides the jitter.
    /// - Returns: whether it is a fault of its own, and not one of those that waited together.
    mutating func note(_ fault: DeliveryFault, of relay: String, at now: Date, draw: Double) -> Bool {
        let isForGood = fault.stage == .auth && fault.reply?.isPermanent == true
        let why = ServiceError(
            fault,
            hint: isForGood
                ? "Give the right password (sendboard relay use \(relay) --password-stdin), then start anew."
                : "It is tried again by itself; sendboard relay check tells more.")
        return note(why, isForGood: isForGood, at: now, draw: draw)
    }
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
        case .refused(let reply) where stage == .auth || reply.wantsLogin: .unauthorized
        case .refused, .loginInClear, .noSTARTTLS, .noKnownLogin, .unusableLogin: .refused
        case .violation: .malformedAnswer
        default: .unavailable
        }
    }
}
