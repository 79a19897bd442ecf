import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

/// A state of the tables in which one rule holds, and the words by which it is named.
struct RulePlant: Sendable, CustomTestStringConvertible {
    let rule: SendRule
    let sql: String
    /// What makes it hold for a message that waits already, where that is something else.
    var claimSQL: String?
    let words: [String]

    init(_ rule: SendRule, _ sql: String, claim: String? = nil, _ words: String...) {
        (self.rule, self.sql, claimSQL, self.words) = (rule, sql, claim, words)
    }

    var testDescription: String { "\(rule)" }

    func isNamed(in text: String?) -> Bool {
        words.contains { text?.contains($0) == true }
    }

    /// Whether it holds for what is sent as one SMTP user alone.
    var isOfUser: Bool { [.smtpUserDisabled, .totalLimit, .hourlyLimit].contains(rule) }

    /// In the order of the list.
    static let all = [
        RulePlant(
            .unusableAddress, "UPDATE contact SET email = 'person1@example'",
            claim: "UPDATE delivery SET address = 'person1@example'", "address unusable"),
        RulePlant(
            .suppressed,
            """
            INSERT INTO suppression (account, channel, address, reason, at)
            SELECT account, 'email', email, 'complaint', 0 FROM contact
            """, "suppressed: complaint"),
        RulePlant(.invalid, "UPDATE contact SET invalid_at = 1", "invalid"),
        RulePlant(
            .senderNotApproved, "UPDATE sender SET status = 'pending'", "sender not approved",
            "not an approved sender"),
        RulePlant(.channelNotAllowed, "UPDATE contact SET allows_email = 0", "channel not allowed"),
        RulePlant(
            .engineHeld, "INSERT INTO meta (key, value) VALUES ('engine_hold', '?')",
            "delivery engine is held"),
        RulePlant(.accountDisabled, "UPDATE account SET is_active = 0", "the account is disabled"),
        RulePlant(.accountUnverified, "UPDATE account SET is_verified = 0", "the account is not verified"),
        RulePlant(
            .smtpUserDisabled, "UPDATE smtp_user SET status = 'disabled'", "SMTP user smtp70001 is disabled"),
        RulePlant(
            .totalLimit, "UPDATE smtp_user SET total_limit = 7, used_total = 7",
            "the total limit 7 of SMTP user smtp70001 is reached"),
        RulePlant(
            .monthlyCap, "UPDATE account SET email_cap = 0",
            "the account's monthly e-mail cap is reached"),
        RulePlant(
            .hourlyLimit, "UPDATE smtp_user SET hourly_limit = 5",
            "limit 5/hour of SMTP user smtp70001"),
    ]

    /// Rules that not everybody asks, each with a test of its own.
    static let apart: Set<SendRule> = [
        // Of launches alone, which they have wait.
        .quietHours,
        // Of a relay, which these tables do not name.
        .warmUp,
        // Of Dyn's recipients: what is sent through Dyn, not a launch.
        .inactive,
        // Within one list.
        .duplicate,
        // The database takes a user that is gone off its campaigns; only waiting messages name it still.
        .smtpUserGone,
        // Of text messages: paid at the launch, so that a claim has nothing to ask.
        .credits,
    ]
}
