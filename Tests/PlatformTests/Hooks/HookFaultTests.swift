import ServiceCore
import TestSupport
import Testing

@testable import Platform

/// S17: targets of webhooks that hang, or say more than anybody wants to hear.
///
/// Case S17.
@Suite(.timeLimit(.minutes(10))) struct HookFaultTests {
    private let desk: HookBench

    init() async throws { desk = try await HookBench(contacts: 40) }

    @Test func `an answer without end is read in part, and the next is told`() async throws {
        desk.server.answer("POST", "/hook", .endless(), .status(200))
        let hook = try await desk.hook()
        try await desk.owe(2, to: hook)
        try await desk.dispatching {
            try await desk.until { try await desk.owed().isEmpty }
        }
        #expect(desk.events() == ["1", "2"])
    }

    @Test func `a target that hangs holds up no launch, and what it is owed is kept`() async throws {
        desk.server.answer("POST", "/hook", .silence)
        try await desk.hook()
        let runner = EngineRunner(
            desk.context(), desk.bench.transport, pauseAfterFailure: .milliseconds(1))
        let campaign = try await desk.bench.campaign()
        try await desk.bench.launch(campaign)
        runner.start()
        try await desk.until { try await desk.bench.state(campaign) == "finished" }
        await desk.server.received(1)
        await runner.stop()
        #expect(try await desk.owed().count == 40)
        #expect(desk.events().count == 1)
    }
}
