import ServiceCore

/// How each recipient of a batch stands, from the batch's events.
enum BatchStanding {
    /// One state for every address that was sent to or that has an event; pending where it has none.
    static func states(_ events: [EventPayload], recipients: [String]) -> [String: DeliveryState] {
        var states = Dictionary(recipients.map { ($0, DeliveryState.pending) }, uniquingKeysWith: { $1 })
        for event in events {
            let state = states[event.email] ?? .pending
            states[event.email] = next(state, after: event.kind)
        }
        return states
    }

    /// A hard bounce outweighs whatever came before or comes later; a view or a click proves delivery.
    private static func next(_ state: DeliveryState, after kind: EventKind) -> DeliveryState {
        switch kind {
        case .bounceHard: .bounced
        case .open, .click: state == .bounced ? state : .delivered
        case .accepted: state == .pending || state == .notSent ? .accepted : state
        case .notSent: state == .pending ? .notSent : state
        default: state
        }
    }
}
