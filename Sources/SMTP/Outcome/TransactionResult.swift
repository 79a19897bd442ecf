/// What became of one message, recipient by recipient.
package struct TransactionResult: Sendable, Hashable {
    /// The transaction's own.
    package let id: Int64
    /// In the order of the recipients, one for each.
    package let outcomes: [Outcome]

    package init(id: Int64, outcomes: [Outcome]) {
        self.id = id
        self.outcomes = outcomes
    }
}

/// What became of a message for one recipient.
package enum Outcome: Sendable, Hashable {
    /// The relay has it and answers for it.
    case accepted(Reply)
    /// It was certainly not handed over.
    case failed(DeliveryFault)
    /// The last byte was sent and no answer to it came: the relay may have it or not.
    case unknown(DeliveryFault)

    package var fault: DeliveryFault? {
        switch self {
        case .accepted: nil
        case .failed(let fault), .unknown(let fault): fault
        }
    }

    package var isUnknown: Bool {
        if case .unknown = self { return true }
        return false
    }
}
