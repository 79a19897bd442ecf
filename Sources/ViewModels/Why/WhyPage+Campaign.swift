import FoundationEssentials
import ServiceCore

/// What became of the person in one campaign, above what would become of a message now.
extension WhyPage {
    func lines(of campaign: WhyAnswers.AskedCampaign?) -> [DetailLine] {
        guard let campaign else { return [] }
        let heading = DetailLine(.heading, text: "In “\(campaign.title)” on \(campaign.id.connection)")
        return [heading] + answer(of: campaign) + [DetailLine(.blank)]
    }

    private func answer(of campaign: WhyAnswers.AskedCampaign) -> [DetailLine] {
        switch campaign.fate {
        case nil: [.field("taken", "is being asked…")]
        case .failure(let error): [.field("taken", error.message, .bad)]
        case .success(nil): [.field("taken", "not told by \(campaign.id.connection)", .warning)]
        case .success(let fate?): lines(of: fate)
        }
    }

    private func lines(of fate: CampaignFate) -> [DetailLine] {
        switch fate.standing {
        case .taken: return [.field("taken", "yes", .good)] + fate.parts.flatMap(lines)
        case .notTaken, .notLaunched:
            let words = fate.standing == .notTaken ? "NO" : "not yet: it is \(fate.campaign.stateWords)"
            var lines = [DetailLine.field("taken", words, .warning)]
            lines += fate.reasons.map { .field("because", $0.text(time.full), .warning) }
            if fate.areReasonsOfNow { lines.append(.field("known", CampaignFate.ofNow)) }
            return lines
        }
    }

    private func lines(of part: CampaignFate.Part) -> [DetailLine] {
        let delivery = part.delivery
        let state = [delivery.state.rawValue, delivery.reply].filter { !$0.isEmpty }.joined(separator: "  ")
        var lines = [
            DetailLine.field(
                "stands", state, delivery.state.word.tone, link: .row(delivery.id))
        ]
        if let next = delivery.nextAttempt { lines.append(.field("tried again", time.full(next))) }
        return lines + part.steps.map { line($0, isOneOfSeveral: false, inCampaign: true) }
    }

    /// The campaigns among the events, each with a way to what became of the person in it.
    func campaignLines(_ events: [DeliveryEvent], _ address: String) -> [DetailLine] {
        var lines: [DetailLine] = []
        for event in events where !event.campaign.isEmpty {
            let link = PageLink.fate(event.id.connection, campaign: event.campaign, person: address)
            if lines.contains(where: { $0.link == link }) { continue }
            let when = event.toldTime.map(time.column) ?? "–"
            let what = "\(event.campaign)  \(event.kindWord.word) · Enter shows every step"
            lines.append(.field(when, what, link: link))
        }
        let heading = [DetailLine(.blank), DetailLine(.heading, text: "Campaigns, the latest first")]
        return lines.isEmpty ? [] : heading + lines
    }

    /// All verdicts beside each other, and whether they differ.
    func comparison(_ answers: WhyAnswers) -> [DetailLine] {
        let verdicts = answers.traces.flatMap(\.verdicts)
        guard Set(verdicts.map(\.connection)).count > 1 else { return [] }
        var lines = [DetailLine(.heading, text: "Side by side")]
        lines += verdicts.map { verdict in
            let (words, tone) = outcome(of: verdict)
            let isNamed = verdict.account != verdict.connection.name
            return .field(
                verdict.connection.name, isNamed ? "\(verdict.account)  \(words)" : words, tone)
        }
        if let drift = answers.drift {
            let words = "\(drift.words) · Enter brings both to one state"
            lines.append(.field("drift", words, .bad, link: .drift))
        }
        return lines + [DetailLine(.blank)]
    }

    private func outcome(of verdict: PersonTrace.Verdict) -> (String, StateWord.Tone) {
        switch verdict.outcome {
        case .goes: ("would go out", .good)
        case .depends: ("would go out, depending on what it is sent by", .good)
        case .stopped: ("NO: \(verdict.stop?.rule ?? "")", .bad)
        case .waits: ("waits: \(verdict.wait?.rule ?? "")", .warning)
        case .unknown: ("not known", .warning)
        }
    }
}
