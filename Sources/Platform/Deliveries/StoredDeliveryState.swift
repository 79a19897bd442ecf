package import ServiceCore

/// Where a delivery stands, as `delivery.state` keeps it; `DeliveryStep` has the ways between.
package enum StoredDeliveryState: Int, Sendable, CaseIterable {
    case queued = 1
    case claimed = 2
    case deferred = 3
    case unknown = 4
    case accepted = 5
    case refused = 6
    case notSent = 7
    case expired = 8
    case cancelled = 9
    /// Accepted, and known to have arrived.
    case delivered = 10
    /// Accepted, and come back for good.
    case bounced = 11

    /// No further attempt follows.
    package var isTerminal: Bool { rawValue >= StoredDeliveryState.accepted.rawValue }

    /// The part of the audience that a row in this state belongs to.
    package var part: DeliveryState {
        switch self {
        case .queued, .claimed: .pending
        case .deferred: .deferred
        case .unknown: .unknown
        case .accepted: .accepted
        case .delivered: .delivered
        case .refused, .bounced: .bounced
        case .notSent, .expired, .cancelled: .notSent
        }
    }

    /// The stored states that one part of the audience is made of.
    package static func states(of part: DeliveryState) -> [StoredDeliveryState] {
        allCases.filter { $0.part == part }
    }
}
