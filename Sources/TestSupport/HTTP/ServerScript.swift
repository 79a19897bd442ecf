import NIOCore
import Synchronization

/// What a scripted server was told, and what it has seen; shared by its connections.
final class ServerScript: Sendable {
    typealias Answering = ServerWay.Answering

    private struct State {
        var routes: [String: Answering] = [:]
        var fallback: Answering = { _ in .status(404) }
        /// How everything is answered where ways are laid over the routes.
        var way: Answering?
        var requests: [RecordedRequest] = []
        var waiting: [(isDue: @Sendable (Int, Int) -> Bool, told: @Sendable () -> Void)] =
            []
        var open: [ObjectIdentifier: any Channel] = [:]
        var connectionCount = 0
        var bytesSent = 0

        mutating func takeDue() -> [@Sendable () -> Void] {
            let due = waiting.filter { $0.isDue(requests.count, open.count) }
            waiting.removeAll { $0.isDue(requests.count, open.count) }
            return due.map(\.told)
        }
    }

    private let state = Mutex(State())

    var requests: [RecordedRequest] { state.withLock { $0.requests } }
    var connectionCount: Int { state.withLock { $0.connectionCount } }
    var bytesSent: Int { state.withLock { $0.bytesSent } }

    func set(_ method: String, _ path: String, _ answer: @escaping Answering) {
        state.withLock { $0.routes["\(method) \(path)"] = answer }
    }

    func setDefault(_ answer: @escaping Answering) {
        state.withLock { $0.fallback = answer }
    }

    /// Lays a way over what is answered so far.
    func lay(_ way: ServerWay, isWrite: @escaping ServerWay.Telling) {
        state.withLock { state in
            state.way = way.lay(isWrite, state.way ?? { [weak self] in await self?.routed($0) ?? .dropped })
        }
    }

    /// Keeps the request and says how it is answered.
    func take(_ request: RecordedRequest) async -> ScriptedAnswer {
        let answer = await (state.withLock { $0.way } ?? routed)(request)
        change { $0.requests.append(request) }
        return answer
    }

    private func routed(_ request: RecordedRequest) async -> ScriptedAnswer {
        await state.withLock { $0.routes["\(request.method) \(request.path)"] ?? $0.fallback }(request)
    }

    func opened(_ channel: any Channel) {
        change {
            $0.open[ObjectIdentifier(channel)] = channel
            $0.connectionCount += 1
        }
    }

    func closed(_ channel: any Channel) {
        change { $0.open[ObjectIdentifier(channel)] = nil }
    }

    func sent(_ bytes: Int) {
        state.withLock { $0.bytesSent += bytes }
    }

    func received(_ count: Int) async {
        await wait { requests, _ in requests >= count }
    }

    func deserted() async {
        await wait { _, open in open == 0 }
    }

    func closeAll() {
        for channel in state.withLock({ Array($0.open.values) }) { channel.close(promise: nil) }
    }

    private func wait(until isDue: @escaping @Sendable (Int, Int) -> Bool) async {
        await untilTold { told in change { $0.waiting.append((isDue, told)) } }
    }

    private func change(_ change: (inout State) -> Void) {
        let due = state.withLock { state in
            change(&state)
            return state.takeDue()
        }
        for told in due { told() }
    }
}
