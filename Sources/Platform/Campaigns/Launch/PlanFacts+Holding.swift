import ServiceCore
import Store

/// What will hold a launch back, known before it starts: nobody is lost by it, but it takes its time.
extension PlanFacts {
    func holding() throws -> [DatedText] {
        [waiting(), try credit(), hourly(), total(), monthly(), warmUp()].compactMap { $0 }
    }

    /// What holds it at its start and ends by itself.
    private func waiting() -> DatedText? {
        guard let hold = SendRules.hold(way), hold.until != nil else { return nil }
        return "It waits at first: \(hold.words)."
    }

    private func credit() throws -> DatedText? {
        guard row.channel == .sms, let hold = SendRules.hold(.init(credits: try credits())) else {
            return nil
        }
        return "It would wait for credit: \(hold.reason)."
    }

    private func hourly() -> DatedText? {
        guard let limit = way.user?.hourlyLimit else { return nil }
        let hours = (willSend + limit - 1) / limit
        guard hours > 24 else { return nil }
        return "At \(NumberText.grouped(limit)) an hour it takes \(NumberText.grouped(hours)) hours."
    }

    private func total() -> DatedText? {
        guard let left = way.user?.totalLeft, left > 0, left < willSend else { return nil }
        return "The SMTP user may send \(NumberText.grouped(left)) more in all; the launch pauses after them."
    }

    private func monthly() -> DatedText? {
        guard let left = way.account.capLeft, left > 0, left < willSend else { return nil }
        return
            "The monthly cap leaves \(NumberText.grouped(left)) to be sent; the rest waits for the next month."
    }

    private func warmUp() -> DatedText? {
        guard let warming = way.warming else { return nil }
        let days = warming.plan.days(for: willSend, used: warming.used, on: warming.today)
        guard days > 1 else { return nil }
        let today = max(0, warming.cap - warming.used)
        return
            "By the relay's warm-up it takes \(NumberText.grouped(days)) days: \(NumberText.grouped(today)) of it go today."
    }

    /// Whoever launches for the first time by a relay has not seen what comes of it.
    func untested() throws -> [DatedText] {
        let relay = try row.relay(in: db)
        guard row.channel == .email, let setting = try RelaySetting.relay(relay, in: db),
            try !setting.isProven(isOwn: relay != nil, in: db)
        else { return [] }
        return [
            "No message was taken by this relay yet: send one to yourself first, by “sendboard relay test ADDRESS” or T."
        ]
    }
}
