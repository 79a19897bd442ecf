import Foundation
import Testing

@testable import Platform

@Suite struct BounceRulesTests {
    private let rules = BounceRules()
    private let day: TimeInterval = 86_400
    private let start = Date(timeIntervalSince1970: 1_700_000_000)

    @Test func `the second hard bounce within 30 days invalidates`() {
        let first = rules.afterHardBounce(BounceHistory(), at: start)
        #expect(first.verdict == nil)
        let second = rules.afterHardBounce(first, at: start + 30 * day)
        #expect(second.verdict == "2 hard bounces")
        #expect(second.isInvalid)
    }

    @Test func `a hard bounce after more than 30 days counts as a first`() {
        let first = rules.afterHardBounce(BounceHistory(), at: start)
        let late = rules.afterHardBounce(first, at: start + 31 * day)
        #expect(late.verdict == nil)
        #expect(late.hardCount == 1)
    }

    @Test func `five soft bounces in a row invalidate`() {
        var history = BounceHistory()
        for _ in 1...4 { history = rules.afterSoftBounce(history) }
        #expect(history.verdict == nil)
        #expect(rules.afterSoftBounce(history).verdict == "5 soft bounces in a row")
    }

    @Test func `a whitelisted contact is counted and stays valid`() {
        var history = BounceHistory()
        history.isWhitelisted = true
        for _ in 1...3 { history = rules.afterHardBounce(history, at: start) }
        #expect(history.hardCount == 3)
        #expect(!history.isInvalid)
    }
}
