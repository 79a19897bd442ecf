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
                self, "the account is not verified", advice: "Set it to verified with e in Accounts (1).")
        case .credits: way.credits.flatMap(lack)
        case .monthlyCap where way.account.isCapReached:
            SendHold(
                self, "the account's monthly e-mail cap is reached",
                advice: "Raise the cap in Accounts, or wait until the 1st.", until: way.account.nextMonth)
        case .smtpUserGone where way.isUserGone:
            SendHold(self, "its SMTP user is gone", advice: "Choose another with e.", field: "smtp_user")
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
            advice: "Grant the account more with e in Accounts.")
    }

    private func hold(_ user: SendWay.User) -> SendHold? {
        switch self {
        case .smtpUserDisabled where !user.isEnabled:
            SendHold(
                self, "SMTP user \(user.name) is disabled", advice: "Enable it in SMTP users (b).",
                field: "smtp_user")
        case .totalLimit where user.isExhausted:
            SendHold(
                self,
                "the total limit \(NumberText.grouped(user.totalLimit ?? 0)) of SMTP user \(user.name) is reached",
                advice: "Raise it with e in SMTP users (b).", field: "smtp_user")
        case .hourlyLimit where user.isHourFull:
            SendHold(
                self, "limit \(NumberText.grouped(user.hourlyLimit ?? 0))/hour of SMTP user \(user.name)",
                advice: "Raise it with e in SMTP users (b).", field: "smtp_user", until: user.nextHour)
        default: nil
        }
    }
}
