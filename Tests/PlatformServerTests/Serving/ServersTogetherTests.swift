import ServiceCore
import TestSupport
import Testing

@testable import PlatformServer

@Suite struct ServersTogetherTests {
    /// Serves until it is cancelled, then gives the gate a push.
    private func patient(_ ended: Gate, _ begun: Gate = Gate()) -> ServersTogether.Running {
        { () async throws(ServiceError) in
            begun.open()
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
            ended.open()
        }
    }

    @Test(.timeLimit(.minutes(1))) func `where one fails the others end, and its failure is told`() async {
        var servers = ServersTogether()
        let ended = Gate()
        servers.add(patient(ended))
        servers.add { () async throws(ServiceError) in throw ServiceError(.unavailable, "Taken.") }
        let failure = await Result { [servers] () async throws(ServiceError) in try await servers.run() }
        #expect(throws: ServiceError(.unavailable, "Taken.")) { try failure.get() }
        await ended.opened()
    }

    @Test(.timeLimit(.minutes(1))) func `who is told to end lets all of them end, which is no failure`() async
    {
        var servers = ServersTogether()
        let (one, other, begun) = (Gate(), Gate(), Gate())
        servers.add(patient(one, begun))
        servers.add(patient(other))
        let running = Task { [servers] in
            await Result { () async throws(ServiceError) in try await servers.run() }
        }
        await begun.opened()
        running.cancel()
        let ended = await running.value
        #expect(throws: Never.self) { try ended.get() }
        await one.opened()
        await other.opened()
    }
}
