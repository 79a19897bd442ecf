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
        case (.queued, .stop), (.deferred, .stop): .notSent
        case (.queued, .cancel), (.deferred, .cancel): .cancelled
        case (.queued, .expire), (.deferred, .expire), (.claimed, .expire): .expired
        case (.accepted, .arrive): .delivered
        case (.accepted, .comeBack), (.delivered, .comeBack): .bounced
        case (.unknown, .resend): .queued
        case (.unknown, .settle): .accepted
        default: nil
        }
    }
}
