/// A launch as it is reported: the very counts of its watch, and what only a look at all of its events gives.
package struct CampaignReport: Sendable, Equatable {
    package var progress: CampaignProgress
    /// How many people are behind events and replies, which one person may cause often; nil where that is not told.
    package var people: People?
    /// Where readers followed links to, the most clicked first; nil where that is not told.
    package var links: [LinkTally]?
    /// Nil where no times are told, and where nothing happened.
    package var timeline: CampaignTimeline?
    /// Whether domains count events, each of which is somebody's; else they count how people stand.
    package var domainsCountEvents = false
    /// What there is beyond the reasons, replies, domains and links that are named.
    package var rest = Rest()

    package init(_ progress: CampaignProgress) { self.progress = progress }

    package struct People: Sendable, Equatable {
        package var later: [EventKind: Int] = [:]
        package var replies: [String: Int] = [:]

        package init() {}
    }

    package struct LinkTally: Sendable, Hashable {
        /// Nil where a click was told without its link.
        package let url: String?
        package let clicks: Int
        package let people: Int

        package init(_ url: String?, clicks: Int, people: Int) {
            (self.url, self.clicks, self.people) = (url, clicks, people)
        }
    }

    package struct Rest: Sendable, Equatable {
        /// Recipients whose reason is not named.
        package var reasons = 0
        /// Replies that are not named.
        package var replies = 0
        package var domains = CampaignProgress.DomainTally("", accepted: 0, refused: 0)
        /// Clicks on links that are not named.
        package var clicks = 0

        package init() {}
    }
}

extension CampaignReport {
    /// What a platform that tells every event of a launch lets be reported.
    package init(_ progress: CampaignProgress, events: [DeliveryEvent]) {
        self.init(progress)
        var people = People()
        for kind in progress.told.later {
            people.later[kind] = Set(events.filter { $0.kind == kind }.map(\.person)).count
        }
        for reply in progress.replies {
            people.replies[reply.text] = Set(events.filter { $0.reply == reply.text }.map(\.person)).count
        }
        self.people = people
        timeline = CampaignTimeline(events)
        // Where no click names its link, the platform does not tell them.
        if events.contains(where: { $0.kind == .click && !$0.link.isEmpty }) {
            let clicks = Dictionary(grouping: events.filter { $0.kind == .click }, by: \.link)
            links = clicks.map { url, clicks in
                LinkTally(
                    url.isEmpty ? nil : url, clicks: clicks.count, people: Set(clicks.map(\.person)).count)
            }
            .sorted { ($1.clicks, $0.url ?? "") < ($0.clicks, $1.url ?? "") }
        }
    }
}

extension CampaignControl {
    /// All that can be told of a launch now; at least what its watch tells.
    ///
    /// - Throws: `.refused` for a campaign that was not launched.
    package func report(of id: ResourceID) async throws(ServiceError) -> CampaignReport {
        let told: CampaignReport
        if let report {
            told = try await report(id)
        } else {
            told = CampaignReport(try await progress(of: id))
        }
        let campaign = told.progress.campaign
        guard campaign.state.hasStarted || campaign.state == .unknown else {
            throw ServiceError(
                .refused,
                "“\(campaign.title)” is \(campaign.stateWords): nothing was sent yet that could be told.",
                hint: "Launch it first.")
        }
        return told
    }

    /// How a launch stands now: the first that its watch tells.
    private func progress(of id: ResourceID) async throws(ServiceError) -> CampaignProgress {
        for await update in watch(id) {
            switch update {
            case .progress(let progress): return progress
            case .interrupted(let error): throw error
            }
        }
        throw ServiceError(.cancelled, "The report was cut short.")
    }
}
