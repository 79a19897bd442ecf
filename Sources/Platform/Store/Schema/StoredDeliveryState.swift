/// Where a delivery stands, as `delivery.state` keeps it (DELIVERY §3).
///
/// The numbers are part of the file format.
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

    /// No further attempt follows.
    package var isTerminal: Bool { rawValue >= StoredDeliveryState.accepted.rawValue }
}
