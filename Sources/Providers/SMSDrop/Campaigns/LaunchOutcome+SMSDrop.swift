import ServiceCore

extension LaunchOutcome {
    var isAsWished: Bool {
        if case .shortOfCredit = self { false } else { true }
    }

    var refusal: String? {
        guard case .shortOfCredit(_, let needed, let available) = self else { return nil }
        return
            "not launched: \(NumberText.counted(needed, "credit")) needed, \(NumberText.grouped(available)) left"
    }

    /// The short sentence of a notice.
    var notice: String {
        switch self {
        case .launched(let campaign): "\(campaign.title) launched"
        case .scheduled(let campaign): "\(campaign.title) waits for its time"
        case .shortOfCredit(let campaign, let needed, let available):
            "\(campaign.title) is stored, not launched: \(NumberText.counted(needed, "credit")) needed, \(NumberText.grouped(available)) left"
        }
    }
}

extension EditOutcome {
    /// What became of a new campaign.
    ///
    /// - Parameter credits: what is left where it was short of credit, as far as known.
    init(_ campaign: Campaign, _ launch: SMSDropLaunch, credits: Int?) {
        let outcome: LaunchOutcome =
            launch.isShortOfCredit
            ? .shortOfCredit(campaign, needed: launch.campaign.cost ?? 0, available: credits ?? 0)
            : campaign.state == .scheduled ? .scheduled(campaign) : .launched(campaign)
        self.init(outcome)
        guard launch.isShortOfCredit else { return }
        findings = ["Stored as \(campaign.id.native).", "Buy credits, then launch it again."]
        if credits == nil || launch.campaign.cost == nil {
            message = "\(campaign.title) is stored, not launched: the credits do not do for it"
            refusal = "not launched: the credits do not do for it"
        }
    }

    /// A launch, told in one notice.
    init(_ outcome: LaunchOutcome) {
        self.init(
            outcome.notice, rows: [Row(outcome.campaign)], isAsWished: outcome.isAsWished,
            refusal: outcome.refusal)
    }
}
