import ServiceCore

/// What stops a message, in order (DELIVERY §5); the same order stands as SQL in `SendRuleSQL`.
package enum SendRules {
    /// The first rule that stops it, nil where it goes out.
    package static func stop(_ facts: SendFacts) -> NotSentReason? {
        if !facts.hasUsableAddress { return .unusableAddress }
        if let reason = facts.suppression, holds(reason, facts) { return .suppressed(reason) }
        if facts.isInvalid { return .invalid }
        if facts.isInactive { return .inactive }
        if facts.isDuplicate { return .duplicate }
        if !facts.isSenderApproved { return .senderNotApproved }
        if !facts.allowsChannel { return .channelNotAllowed }
        return nil
    }

    /// The whitelist beats what bounces made, never what a person asked for.
    private static func holds(_ reason: Suppression.Reason, _ facts: SendFacts) -> Bool {
        reason != .bounce || !facts.isWhitelisted
    }
}
