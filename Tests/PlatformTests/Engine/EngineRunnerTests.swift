import Foundation
import ServiceCore
import Store
import Testing

@testable import Platform

@Suite(.timeLimit(.minutes(10))) struct EngineRunnerTests {
    private let bench: LaunchBench

    init() async throws { bench = try await LaunchBench(contacts: 5, options: .immediate(rates: .silent)) }

    private func runner() -> EngineRunner {
        EngineRunner(bench.context, bench.transport, pauseAfterFailure: .milliseconds(1))
    }

    @Test func `an epoch that cannot be written now is written later, and the engine works then`()
        async throws
    {
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write(
            "CREATE TRIGGER held BEFORE UPDATE ON engine BEGIN SELECT RAISE(ABORT, 'held'); END")
        let runner = runner()
        let changes = bench.store.changes()
        runner.start()
        for await _ in changes where runner.failure != nil { break }
        try await bench.write("DROP TRIGGER held")
        for await _ in changes where try await bench.state(campaign) == "finished" { break }
        #expect(runner.failure == nil)
        #expect(try await bench.parts(campaign)[.accepted] == 5)
        await runner.stop()
    }

    @Test func `failures that follow one another at once make the next try no later`() {
        var retry = RetryPause()
        let now = Date(timeIntervalSince1970: 0)
        for second in [0.0, 0.1, 0.9] {
            let next = retry.next(after: now.addingTimeInterval(second), longest: 60)
            #expect(next == now.addingTimeInterval(1))
        }
        #expect(retry.next(after: now.addingTimeInterval(1), longest: 60) == now.addingTimeInterval(3))
        var last = now.addingTimeInterval(3)
        for _ in 0..<9 { last = retry.next(after: last, longest: 60) }
        #expect(retry.next(after: last, longest: 60) == last.addingTimeInterval(60))
    }

    @Test func `what fails at work is told to whoever watches, and taken back when it goes on`() async throws
    {
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        try await bench.write(
            "CREATE TRIGGER held BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, 'held'); END")
        let runner = runner()
        let watch = CampaignWatch(
            context: bench.context, isEngineRunning: { runner.status.isRunning },
            engineFailure: { runner.failure(of: $0) })
        let updates = watch.updates(of: bench.context.id(.campaign, campaign))
        runner.start()
        var told: ServiceError?
        for await update in updates {
            if case .interrupted(let error) = update {
                told = error
                break
            }
        }
        #expect(told?.code == .refused && told?.message == "held")
        #expect(runner.status == told.map(EngineStatus.failing))
        let changes = bench.store.changes()
        try await bench.write("DROP TRIGGER held")
        for await _ in changes where runner.failure == nil {
            if try await bench.state(campaign) == "finished" { break }
        }
        #expect(runner.status == .mine)
        await runner.stop()
    }
}
