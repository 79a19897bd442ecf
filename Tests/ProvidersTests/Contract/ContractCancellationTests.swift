import Providers
import ServiceCore
import TestSupport
import Testing

/// Nobody waits for a platform who no longer wants to.
@Suite struct ContractCancellationTests {
    /// So long that a test which waits for them never ends.
    private static let limits = TransportLimits(
        total: .seconds(36_000), idle: .seconds(36_000), connect: .seconds(36_000))

    @Test(.timeLimit(.minutes(10)), arguments: ContractSubject.all)
    func `a cancelled call ends at once and hangs up`(subject: ContractSubject) async throws {
        for call in subject.calls {
            let asked = try await ContractStage.asked(subject, by: call.run)
            let stage = try await ContractStage(subject)
            guard !asked.isEmpty else { continue }
            stage.answer(asked, .silence)
            let logins = subject.givenSecrets.isEmpty ? 0 : 1
            let running = Task {
                try await ContractStage.error {
                    try await call.run(try stage.connect(limits: Self.limits, clock: .system))
                }
            }
            await stage.server.received(logins + 1)
            running.cancel()
            let error = try? await running.value
            let codes: Set<ServiceError.Code> = [.cancelled, .outcomeUnknown]
            // A watch tells no error; it just ends.
            if let error { #expect(codes.contains(error.code), "\(call.testDescription): \(error.message)") }
            await stage.server.deserted()
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: ContractSubject.all)
    func `a cancelled log-in ends at once, too`(subject: ContractSubject) async throws {
        let stage = try await ContractStage(subject)
        let first = try #require(subject.calls.first)
        try await first.run(try stage.connect())
        let requests = stage.server.requests
        let other = try await ContractStage(subject)
        other.answer(requests, .silence)
        let running = Task {
            try await ContractStage.error {
                try await first.run(try other.connect(limits: Self.limits, clock: .system))
            }
        }
        await other.server.received(1)
        running.cancel()
        #expect(try await running.value?.code == .cancelled)
        await other.server.deserted()
    }
}
