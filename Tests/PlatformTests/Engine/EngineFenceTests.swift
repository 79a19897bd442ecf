import ServiceCore
import Testing

@testable import Platform

/// Case S9.
@Suite struct EngineFenceTests {
    @Test func `an engine whose turn another has taken records and claims nothing more`() async throws {
        let bench = try await LaunchBench(contacts: 600, options: .immediate(rates: .silent))
        let campaign = try await bench.campaign()
        try await bench.launch(campaign)
        let first = try await bench.engine()
        try await first.submit(try await first.step())
        let second = try await bench.engine(epoch: 2)
        let error = await failure { try await first.step() }
        #expect(error?.code == .conflict)
        try await bench.run(second)
        #expect(try await bench.parts(campaign)[.accepted] == 600)
        try await Reconciler(bench: bench).check(campaign)
    }
}
