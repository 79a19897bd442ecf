import FoundationEssentials
import ServiceCore

/// How a launch whose answer was lost is looked for.
struct SMSDropSettling: Sendable {
    let client: SMSDropClient

    /// A campaign has no key of ours, so that it is the one new campaign that says the same, or nobody knows.
    func creating(
        _ draft: SMSDropDraft, outcome: @escaping Settling<SMSDropLaunch>.Telling
    ) async -> Settling<SMSDropLaunch> {
        let before = (try? await newest()).map { Set($0.map(\.id)) }
        let look: Settling<SMSDropLaunch>.Look = { () async throws(ServiceError) in
            Sight.ofMade(
                try await newest().filter(draft.isSame), id: \.id, before: before, seen: Self.words
            ).map { SMSDropLaunch($0, isShortOfCredit: $0.isAborted) }
        }
        return Settling(on: "smsdrop", [], look: look, outcome: outcome)
    }

    /// A campaign that is launched now is launched, whoever's call did it.
    func retrying(
        _ id: ResourceID, outcome: @escaping Settling<SMSDropLaunch>.Telling
    ) -> Settling<SMSDropLaunch> {
        let before = [client.inHand.row(id, as: Campaign.self)].compactMap(\.self)
        let wished = before.map { campaign in
            var wished = campaign
            // Whatever it goes on to, it waits no more.
            (wished.state, wished.stateReason) = (.preparing, "")
            return wished
        }
        let look: Settling<SMSDropLaunch>.Look = { () async throws(ServiceError) in
            guard let campaign = try await client.campaign(id.native), !campaign.isAborted else {
                return .notShown
            }
            return .done(SMSDropLaunch(campaign, isShortOfCredit: false))
        }
        return Settling(
            on: "smsdrop", [id], from: before.map { Row($0) }, wished: wished.map { Row($0) }, look: look,
            outcome: outcome)
    }

    private func newest() async throws(ServiceError) -> [SMSDropCampaign] {
        try await client.campaigns(skip: 0, limit: SMSDropPages.defaultLength)
    }

    private static func words(_ alike: [SMSDropCampaign]) -> String {
        let since = alike.first?.created.map { " since \($0.formatted(.iso8601))" } ?? ""
        let count = NumberText.counted(alike.count, "campaign")
        return
            "smsdrop lists \(count) with this text and these recipients\(since): do not repeat it before you looked."
    }
}
