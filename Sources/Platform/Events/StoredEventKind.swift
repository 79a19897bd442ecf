package import ServiceCore

/// What happened, as `event.kind` and `counter.kind` keep it.
///
/// The numbers are part of the file format; the first five end a delivery and are unique per delivery.
package enum StoredEventKind: Int, Sendable, CaseIterable {
    case notSent = 1
    case accepted = 2
    case refused = 3
    case expired = 4
    case cancelled = 5
    case queued = 6
    case delivered = 7
    case deferred = 8
    case bounceSoft = 9
    case bounceHard = 10
    case complaint = 11
    case open = 12
    case click = 13
    case unsubscribe = 14
    case invalidated = 15
    case revalidated = 16
    case whitelisted = 17
    case unwhitelisted = 18
    case unknown = 19
    case suppressed = 20
    case allowed = 21

    package var isTerminal: Bool { rawValue <= StoredEventKind.cancelled.rawValue }
}

extension StoredEventKind {
    package init(_ kind: EventKind) {
        self =
            switch kind {
            case .notSent: .notSent
            case .accepted: .accepted
            case .refused: .refused
            case .expired: .expired
            case .cancelled: .cancelled
            case .queued: .queued
            case .delivered: .delivered
            case .deferred: .deferred
            case .bounceSoft: .bounceSoft
            case .bounceHard: .bounceHard
            case .complaint: .complaint
            case .open: .open
            case .click: .click
            case .unsubscribe: .unsubscribe
            case .invalidated: .invalidated
            case .revalidated: .revalidated
            case .whitelisted: .whitelisted
            case .unwhitelisted: .unwhitelisted
            case .unknown: .unknown
            case .suppressed: .suppressed
            case .allowed: .allowed
            }
    }

    /// The same in the words of the domain.
    package var kind: EventKind {
        // Every case of the domain has a number of its own, so one of them is this one.
        EventKind.allCases.first { StoredEventKind($0) == self } ?? .unknown
    }
}
