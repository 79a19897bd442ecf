import ServiceCore

/// The rules asked in their order; the first that holds is told.
package enum SendRules {
    private static let ofMessages = SendRule.allCases.filter { $0.effect == .endsMessage }
    private static let ofWays = SendRule.allCases.filter { $0.effect != .endsMessage }

    /// The first rule that stops a message, nil where it goes out.
    package static func stop(_ facts: SendFacts) -> NotSentReason? {
        for rule in ofMessages { if let reason = rule.stop(facts) { return reason } }
        return nil
    }

    /// The first rule that holds what goes a way, nil where it is free.
    static func hold(_ way: SendWay) -> SendHold? {
        for rule in ofWays { if let hold = rule.hold(way) { return hold } }
        return nil
    }
}
