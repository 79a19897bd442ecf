/// What a launch would do if it started now; what the pre-flight shows.
package struct LaunchPlan: Sendable, Equatable {
    package var campaign: Campaign
    /// Everybody the audience names; nil, as below, where the platform does not tell.
    package var audience: Int?
    package var willSend: Int?
    /// Who would be left out, by reason, as counted now.
    package var exclusions: [Tally] = []
    /// Facts worth reading before the key is pressed: sender, limits, schedule, transport.
    package var facts: [Fact] = []
    /// Sentences about what is odd but allowed.
    package var warnings: [DatedText] = []
    /// Why it cannot be launched at all, nil where it can.
    package var refusal: ServiceError?

    package init(campaign: Campaign, audience: Int?, willSend: Int?) {
        self.campaign = campaign
        self.audience = audience
        self.willSend = willSend
    }

    package struct Fact: Sendable, Hashable {
        package let label: String
        package let value: String

        package init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }
}

extension LaunchPlan {
    /// How many of how many, for a sentence.
    package var sendWords: String {
        guard let audience, let willSend else { return "To whom it goes is not told." }
        return "It is sent to \(NumberText.grouped(willSend)) of \(NumberText.grouped(audience))."
    }
}

/// How a launch request ended.
package enum LaunchOutcome: Sendable, Equatable {
    /// It runs, or is queued for the engine of another process.
    case launched(Campaign)
    case scheduled(Campaign)
    /// The campaign stays, launchable again once there are credits.
    case shortOfCredit(Campaign, needed: Int, available: Int)

    package var campaign: Campaign {
        switch self {
        case .launched(let campaign), .scheduled(let campaign), .shortOfCredit(let campaign, _, _): campaign
        }
    }
}
