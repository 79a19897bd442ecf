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

/// One thing that can happen to a delivery; no other way leads from state to state.
package enum DeliveryStep: Sendable, Hashable, CaseIterable {
    case claim, accept, refuse, deferral, lose
    /// Back to the queue without an attempt counted.
    case release
    case stop, cancel, expire
    /// What is learned after acceptance.
    case arrive, comeBack
    /// What a person decides about a lost one.
    case resend, settle
    /// Queued anew by a person although it had ended, never having been handed over.
    case again
}

extension StoredDeliveryState {
    /// The state that a step leads to, nil where the step cannot happen here.
    package func after(_ step: DeliveryStep) -> StoredDeliveryState? {
        switch (self, step) {
        case (.queued, .claim), (.deferred, .claim): .claimed
        case (.claimed, .accept): .accepted
        case (.claimed, .refuse): .refused
        case (.claimed, .deferral): .deferred
        case (.claimed, .lose): .unknown
        case (.claimed, .release): .queued
        case (.queued, .stop), (.deferred, .stop), (.claimed, .stop): .notSent
        case (.queued, .cancel), (.deferred, .cancel): .cancelled
        case (.queued, .expire), (.deferred, .expire), (.claimed, .expire): .expired
        case (.accepted, .arrive): .delivered
        case (.accepted, .comeBack), (.delivered, .comeBack): .bounced
        case (.unknown, .resend): .queued
        case (.unknown, .settle): .accepted
        case (.refused, .again), (.notSent, .again), (.expired, .again), (.cancelled, .again): .queued
        default: nil
        }
    }
}

/// What `campaign_tally` counts by text.
enum TallyKind: Int {
    /// Why recipients were not sent to.
    case reason = 1
    /// Replies that did not take a message.
    case reply = 2
}

/// The numbers of `counter.kind` beyond the events' own: the parts of the audience, and answers still to come.
enum CounterKind {
    static func part(_ part: DeliveryState) -> Int {
        switch part {
        case .pending: 101
        case .deferred: 102
        case .accepted: 103
        case .delivered: 104
        case .bounced: 105
        case .notSent: 106
        case .unknown: 107
        }
    }

    /// Simulated answers that are still to come.
    static let outstanding = 120
}
