import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct ProgressTextTests {
    private func line(
        _ state: Campaign.State, audience: Int?, _ states: [DeliveryState: Int], word: String? = nil
    ) -> String {
        var campaign = Campaign(id: ResourceID("fake", .campaign, "7"), account: "acme", title: "Spring")
        (campaign.state, campaign.ownState) = (state, word)
        var progress = CampaignProgress(
            campaign: campaign, audience: audience, transport: "sandbox",
            measured: Date(timeIntervalSince1970: 0))
        progress.states = states
        return ProgressText.line(progress)
    }

    @Test func `what has ended is the share, and every state that has anybody is counted`() {
        #expect(
            line(.running, audience: 2_000, [.pending: 500, .deferred: 100, .delivered: 1_400, .bounced: 0])
                == "running 70 % of 2,000 · pending 500 · deferred 100 · delivered 1,400")
        #expect(line(.finished, audience: 3, [.delivered: 3]) == "finished 100 % of 3 · delivered 3")
    }

    @Test(arguments: [nil, 0])
    func `without an audience there is the state alone`(audience: Int?) {
        #expect(line(.preparing, audience: audience, [:]) == "preparing")
        #expect(line(.unknown, audience: audience, [:], word: "HALTED") == "HALTED")
    }

    @Test func `a line without place to renew itself comes with each change`() {
        let captured = CapturedConsole()
        let output = ProgressLine(captured.console.output)
        let campaign = Campaign(id: ResourceID("fake", .campaign, "7"), account: "acme", title: "Spring")
        var progress = CampaignProgress(
            campaign: campaign, audience: 2, transport: "sandbox", measured: Date(timeIntervalSince1970: 0))
        for states in [[DeliveryState.pending: 2], [.pending: 2], [.pending: 1, .delivered: 1]] {
            progress.states = states
            ProgressText.show(progress, on: output)
        }
        #expect(
            captured.text == "draft 0 % of 2 · pending 2\ndraft 50 % of 2 · pending 1 · delivered 1\n")
    }
}
