import ServiceCore

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
