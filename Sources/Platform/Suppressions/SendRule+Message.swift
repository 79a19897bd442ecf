import ServiceCore

/// The rules on one message, each in Swift and beside it in SQL for passes over a whole audience.
extension SendRule {
    /// Why the rule stops a message; nil where it does not, and of rules on the way.
    func stop(_ facts: SendFacts) -> NotSentReason? {
        switch self {
        case .unusableAddress: facts.hasUsableAddress ? nil : .unusableAddress
        case .suppressed:
            facts.suppression.flatMap { reason in
                // The whitelist beats what bounces made, never what a person asked for.
                reason == .bounce && facts.isWhitelisted ? nil : .suppressed(reason)
            }
        case .invalid: facts.isInvalid ? .invalid : nil
        case .inactive: facts.isInactive ? .inactive : nil
        case .duplicate: facts.isDuplicate ? .duplicate : nil
        case .senderNotApproved: facts.isSenderApproved ? nil : .senderNotApproved
        case .channelNotAllowed: facts.allowsChannel ? nil : .channelNotAllowed
        default: nil
        }
    }

    /// When the rule stops a message, and the expression of the reason's text; nil of rules on the way.
    func sql(_ facts: SendRuleSQL.Facts) -> (condition: String, reason: String)? {
        switch self {
        case .unusableAddress: ("NOT (\(facts.hasUsableAddress))", Self.unusable(facts))
        case .suppressed:
            (
                """
                \(facts.suppression) IS NOT NULL
                AND NOT (\(facts.suppression) = 'bounce' AND \(facts.isWhitelisted))
                """, "'suppressed: ' || \(facts.suppression)"
            )
        case .invalid: (facts.isInvalid, Self.quoted(.invalid))
        case .inactive: (facts.isInactive, Self.quoted(.inactive))
        case .duplicate: (facts.isDuplicate, Self.quoted(.duplicate))
        case .senderNotApproved: ("NOT (\(facts.isSenderApproved))", Self.quoted(.senderNotApproved))
        case .channelNotAllowed: ("NOT (\(facts.allowsChannel))", Self.quoted(.channelNotAllowed))
        default: nil
        }
    }

    private static func unusable(_ facts: SendRuleSQL.Facts) -> String {
        guard let (condition, channel) = facts.missing else { return quoted(.unusableAddress) }
        return
            "CASE WHEN \(condition) THEN \(quoted(.noAddress(channel))) ELSE \(quoted(.unusableAddress)) END"
    }

    private static func quoted(_ reason: NotSentReason) -> String { "'\(reason.text)'" }
}
