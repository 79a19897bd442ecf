import ServiceCore

/// The rules on the way that messages take.
extension SendRule {
    /// How the rule holds what goes this way; nil where it does not, and of rules on one message.
    func hold(_ way: SendWay) -> SendHold? {
        switch self {
        case .engineHeld: way.engine.map(hold)
        case .accountDisabled where !way.account.isActive:
            SendHold(self, "the account is disabled", advice: "Enable the account.")
        case .accountUnverified where !way.account.isVerified:
            SendHold(
                self, "the account is not verified",
                advice: "On the board, e in Accounts (1) sets it to verified.")
        case .credits: way.credits.flatMap(lack)
        case .monthlyCap where way.account.isCapReached:
            SendHold(
                self, "the account's monthly e-mail cap is reached",
                advice: "Raise the cap in Accounts, or wait until the 1st.", until: way.account.nextMonth)
        case .warmUp: way.warming.flatMap(hold)
        case .quietHours where way.isOfLaunch && way.account.quietUntil != nil:
            SendHold(
                self, "quiet hours \(way.account.quietHours) of the account",
                advice: "On the board, e in Accounts (1) changes them.", until: way.account.quietUntil)
        case .smtpUserGone where way.isUserGone:
            SendHold(
                self, "its SMTP user is gone", advice: "Edit the campaign and choose another.",
                field: "smtp_user")
        case .smtpUserDisabled, .totalLimit, .hourlyLimit: way.user.flatMap(hold)
        default: nil
        }
    }

    private func hold(_ engine: EngineHold) -> SendHold {
        SendHold(
            self, "the delivery engine is held: \(engine.why)",
            advice: engine.error.hint ?? "Look with “sendboard engine status”.")
    }

    private func lack(_ credits: SendWay.Credits) -> SendHold? {
        guard credits.needed > credits.left else { return nil }
        return SendHold(
            self,
            "\(NumberText.counted(credits.needed, "credit")) needed, \(NumberText.grouped(credits.left)) left",
            advice: "On the board, e in Accounts (1) grants it more.")
    }

    private func hold(_ warming: SendWay.Warming) -> SendHold? {
        guard warming.isFull else { return nil }
        return SendHold(
            self,
            "the relay's warm-up, \(NumberText.counted(warming.cap, "message")) on day \(warming.dayOfPlan)",
            advice: "sendboard relay warm-up changes it.", until: warming.tomorrow)
    }

    private func hold(_ user: SendWay.User) -> SendHold? {
        switch self {
        case .smtpUserDisabled where !user.isEnabled:
            SendHold(
                self, "SMTP user \(user.name) is disabled",
                advice: "On the board, b in SMTP users (3) enables it.",
                field: "smtp_user")
        case .totalLimit where user.isExhausted:
            SendHold(
                self,
                "the total limit \(NumberText.grouped(user.totalLimit ?? 0)) of SMTP user \(user.name) is reached",
                advice: "On the board, e in SMTP users (3) raises it.", field: "smtp_user")
        case .hourlyLimit where user.isHourFull:
            SendHold(
                self, "limit \(NumberText.grouped(user.hourlyLimit ?? 0))/hour of SMTP user \(user.name)",
                advice: "On the board, e in SMTP users (3) raises it.", field: "smtp_user",
                until: user.nextHour)
        default: nil
        }
    }
}

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
