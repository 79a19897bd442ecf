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
