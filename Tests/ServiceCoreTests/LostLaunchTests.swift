import Foundation
import ServiceCore
import TestSupport
import Testing

/// A launch whose answer was lost may have been done: whoever is about to launch again is told so.
@Suite struct LostLaunchTests {
    private let trail = KeptTrail()
    private let store = FakeStore("drop")

    private func audited() -> Connection {
        store.connection().audited(by: trail, who: "ana@console") {
            Date(timeIntervalSince1970: 1_750_000_000)
        }
    }

    @Test func `the next pre-flight warns, in this process and in another`() async throws {
        store.putCampaign("Spring", .waitingCredit)
        let (connection, other) = (audited(), audited())
        let campaign = try #require(store.row("Spring", Campaign.self))
        let control = try #require(connection.campaigns)
        #expect(try await control.plan(campaign.id).warnings.isEmpty)
        var wished = campaign
        wished.state = .preparing
        let lost = LostEdit([campaign.id], wished: [Row(wished)]) { nil }
        store.fail("campaign.launch", ServiceError(.outcomeUnknown, "The answer was lost.", lost: lost))
        await #expect(throws: ServiceError.self) { _ = try await control.launch(campaign.id, "key") }
        for connection in [connection, other] {
            let plan = try #require(try await connection.campaigns?.plan(campaign.id))
            #expect(
                plan.warnings == [
                    "Take care: whether “launch campaign” was done is unknown: its answer was lost. If it was, this may send once more."
                ])
        }
    }
}
