/// What a reply means and whom it concerns, so that a fault of the relay or of a policy makes nobody invalid.
package enum ReplyClass: Sendable, Hashable, CaseIterable {
    case accepted
    /// The relay itself is at fault; nobody's attempt is counted.
    case relayFault
    /// This session is over; the message goes back uncounted.
    case sessionEnd
    /// The sender is at fault; the recipients are untouched.
    case sender
    /// The person cannot be reached now; tried again.
    case personDeferred
    /// There is no such person; counts toward invalidation.
    case personRefused
    /// Said with a permanent code but temporary in fact (a full mailbox): tried again as a soft bounce.
    case personSoft
    /// Refused for what or who we are; never counts against the person.
    case policyRefused
    case messageDeferred
    case messageRefused
    /// It cannot be put to the other side as it is, so that it was not; a person has it sent again once it can.
    case unsendable
    /// The line was cut after the message was handed over.
    case lost

    package init(_ reply: RelayReply) {
        if reply.code == 421 {
            self = .sessionEnd
        } else if reply.code == 0 {
            self = [.data, .gateway].contains(reply.stage) ? .lost : .sessionEnd
        } else {
            self =
                switch reply.stage {
                case .session: .relayFault
                case .mail: reply.isPositive ? .accepted : .sender
                case .rcpt: Self.person(reply)
                case .data: Self.message(reply)
                case .gateway: Self.gateway(reply.code)
                case .unsaid: .unsendable
                }
        }
    }

    private static func person(_ reply: RelayReply) -> ReplyClass {
        if reply.isPositive { return .accepted }
        if reply.code < 500 { return .personDeferred }
        // Whatever else is said: mailboxes and hosts may be named like words of a policy.
        if let enhanced = reply.enhanced, Self.noSuchPerson.contains(enhanced) { return .personRefused }
        if let shared = shared(reply) { return shared }
        if reply.enhanced != nil { return .policyRefused }
        return [550, 551, 553].contains(reply.code) ? .personRefused : .policyRefused
    }

    private static func message(_ reply: RelayReply) -> ReplyClass {
        if reply.isPositive { return .accepted }
        if reply.code < 500 { return .messageDeferred }
        return shared(reply) ?? .messageRefused
    }

    /// What a permanent reply means in the same way after RCPT and after the dot.
    private static func shared(_ reply: RelayReply) -> ReplyClass? {
        let enhanced = reply.enhanced ?? ""
        if enhanced.hasPrefix("5.7.") || reply.soundsLikePolicy { return .policyRefused }
        let isSoft =
            enhanced == "5.2.2" || reply.code == 552 || enhanced.hasPrefix("5.4.")
            || enhanced.hasPrefix("5.3.")
        return isSoft ? .personSoft : nil
    }

    private static let noSuchPerson: Set = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"]
}

extension RelayReply {
    fileprivate var isPositive: Bool { (200..<400).contains(code) }

    /// Whether the sender's reputation, not the recipient, is the matter; what is written in addresses says nothing.
    fileprivate var soundsLikePolicy: Bool {
        let lower = RelayWords.withoutAddresses(text).lowercased()
        if lower.contains("not authorized") { return true }
        return lower.split { !$0.isLetter }.contains { word in
            Self.policyWords.contains(word) || Self.policyBeginnings.contains { word.hasPrefix($0) }
        }
    }

    private static let policyWords: Set<Substring> = [
        "block", "blocks", "policy", "policies", "reputation", "denied", "dnsbl", "rbl", "unauthenticated",
        "dmarc", "spf", "dkim",
    ]
    private static let policyBeginnings = ["blocked", "blocking", "blocklist", "blacklist", "spam"]
}

/// What the other side answered, and to which step.
package struct RelayReply: Sendable, Hashable {
    package var stage: Stage
    /// The three digits; 0 where the line was cut.
    package var code: Int
    /// `5.1.1`, nil where the reply had none.
    package var enhanced: String?
    package var text: String

    package init(_ stage: Stage, _ code: Int, _ enhanced: String? = nil, _ text: String = "") {
        self.stage = stage
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    package enum Stage: String, Sendable, CaseIterable {
        /// Connecting, TLS, EHLO and AUTH.
        case session
        case mail, rcpt
        /// DATA and what follows the final dot.
        case data
        /// What a text gateway answered; the code is HTTP's.
        case gateway
        /// Nothing was said to the other side, which could not take it; the text says why, within a sentence.
        case unsaid
    }

    /// The reply as rows and tallies show it: `550 5.1.1 no such user`.
    package var line: String {
        [code == 0 ? nil : String(code), enhanced, text.isEmpty ? nil : text].compactMap { $0 }
            .joined(separator: " ")
    }
}
