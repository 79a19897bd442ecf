package import FoundationEssentials

/// When bounces make a contact invalid.
package struct BounceRules: Sendable, Hashable {
    /// Hard bounces, within `hardWindow`, that make an address invalid.
    package var hardLimit = 2
    /// Seconds within which hard bounces count together.
    package var hardWindow: TimeInterval = 30 * 86_400
    /// Soft bounces in a row, without a success between them.
    package var softLimit = 5

    package init() {}

    /// The counts after a hard bounce, and whether they make the contact invalid.
    package func afterHardBounce(_ history: BounceHistory, at time: Date) -> BounceHistory {
        var next = history
        let isWithin = history.lastHard.map { time.timeIntervalSince($0) <= hardWindow } ?? false
        next.hardCount = isWithin ? history.hardCount + 1 : 1
        next.lastHard = time
        return next.judged(history, next.hardCount >= hardLimit ? "\(next.hardCount) hard bounces" : nil)
    }

    package func afterSoftBounce(_ history: BounceHistory) -> BounceHistory {
        var next = history
        next.softCount += 1
        return next.judged(
            history, next.softCount >= softLimit ? "\(next.softCount) soft bounces in a row" : nil)
    }
}

/// What a contact's row keeps of its bounces.
package struct BounceHistory: Sendable, Hashable {
    package var hardCount = 0
    package var softCount = 0
    package var lastHard: Date?
    package var isWhitelisted = false
    package var isInvalid = false
    /// Why the contact becomes invalid by the bounce just counted, nil where it does not.
    package var verdict: String?

    /// The whitelist is immune against automatic invalidation; the bounces are counted all the same.
    fileprivate func judged(_ before: BounceHistory, _ why: String?) -> BounceHistory {
        var judged = self
        judged.verdict = before.isWhitelisted || before.isInvalid ? nil : why
        if judged.verdict != nil { judged.isInvalid = true }
        return judged
    }
}
