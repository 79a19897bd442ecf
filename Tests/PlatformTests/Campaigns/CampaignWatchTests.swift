import ServiceCore
import Store
import Testing

@testable import Platform

@Suite struct CampaignWatchTests {
    @Test func `a look at a launch reads none of its texts`() async throws {
        let bench = try await LaunchBench(contacts: 3, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.run(bench.engine())
        let (context, trace) = (bench.context, StatementTrace())
        let watch = CampaignWatch(context: context, isEngineRunning: { true }, engineFailure: { _ in nil })
        let (progress, _, isLast) = try await bench.store.read { db in
            trace.follow(db)
            defer { StatementTrace.stop(db) }
            return try watch.snapshot(context.id(.campaign, campaign), isRunning: true, in: db)
        }
        #expect(progress.campaign.title == "Spring sale" && progress.states[.accepted] == 3)
        #expect(isLast)
        let asked = trace.statements
        #expect(asked.contains { $0.contains("FROM campaign ") })
        #expect(asked.filter { $0.contains("content") } == [])
    }
}
