package import ServiceCore

/// Why a message was not handed over, as it is stored, counted and shown.
package enum NotSentReason: Sendable, Hashable {
    case unusableAddress
    /// The contact has none that the channel could use.
    case noAddress(Channel)
    case suppressed(Suppression.Reason)
    case invalid
    /// Dyn's recipient has bounced or complained and was not activated since.
    case inactive
    case duplicate
    case senderNotApproved
    case channelNotAllowed
    case cancelled
    case expired

    /// The words that rows, tallies and traces carry: `suppressed: complaint`.
    package var text: String {
        switch self {
        case .unusableAddress: "address unusable"
        case .noAddress(.email): "no e-mail address"
        case .noAddress(.sms): "no phone number"
        case .suppressed(let reason): "suppressed: \(reason.rawValue)"
        case .invalid: "invalid"
        case .inactive: "recipient inactive"
        case .duplicate: "duplicate"
        case .senderNotApproved: "sender not approved"
        case .channelNotAllowed: "channel not allowed"
        case .cancelled: "cancelled"
        case .expired: "expired"
        }
    }
}
