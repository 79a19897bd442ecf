import ServiceCore

/// What a gateway tells of a message after it has taken it.
package struct GatewayReceipt: Sendable, Hashable {
    /// Kannel's bits: 1 delivered, 2 failed, 4 buffered, 8 and 16 taken or refused by the message centre; 34 and 66 are failures
    /// by expiry and for reasons unknown.
    package let status: Int
    /// What the centre said, as far as it is kept.
    package let answer: String

    package init(status: Int, answer: String) {
        self.status = status
        // SMPP's receipts end with the beginning of the message itself.
        let end = answer.firstRange(of: " text:")?.lowerBound ?? answer.endIndex
        self.answer = String(RelayWords.kept(String(answer[..<end])).trimmingBlanks.prefix(200))
    }

    /// What follows of it; nil where it proves no more than that the gateway has it.
    var meaning: LaterEvent? {
        if status & 1 != 0 { return .arrived }
        if status & (2 | 16) != 0 { return .cameBack(.noSuchPerson) }
        return status & 4 != 0 ? .delayed : nil
    }

    var detail: EventDetail {
        let words = Self.words(status)
        var detail = EventDetail(text: answer.isEmpty ? words : "\(words): \(answer)")
        detail.tallied = ([words] + codes).joined(separator: " ")
        return detail
    }

    /// What of the answer is the same for many: `stat:UNDELIV err:034`.
    private var codes: [String] {
        answer.split(separator: " ").filter { $0.hasPrefix("stat:") || $0.hasPrefix("err:") }.map(String.init)
    }

    private static func words(_ status: Int) -> String {
        switch status {
        case 34: "expired at the message centre"
        case _ where status & 1 != 0: "delivered to the phone"
        case _ where status & 2 != 0: "not delivered to the phone"
        case _ where status & 16 != 0: "refused by the message centre"
        case _ where status & 4 != 0: "waits at the message centre"
        default: "taken by the message centre"
        }
    }
}

/// What became of a receipt.
package enum ReceiptOutcome: Sendable, Hashable {
    /// It was asked for at no address of ours.
    case nowhere
    /// It names no message of ours; it is kept and does nothing.
    case unknown
    /// It came before the gateway's own answer was recorded, and is taken with it.
    case kept
    /// It changed nothing: it was known, or the person is erased.
    case nothing
    case recorded
}
