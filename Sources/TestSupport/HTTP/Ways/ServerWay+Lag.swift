import Synchronization

extension ServerWay {
    /// Shows each write only after this many more reads, in the order in which they were made.
    package static func lagging(reads: Int) -> ServerWay {
        lagging("shows writes after \(reads) reads", by: .seconds(reads)) { .seconds($0) }
    }

    /// Shows each write only after this time of the test's own clock.
    package static func lagging(by time: Duration, now: @escaping @Sendable () -> Duration) -> ServerWay {
        lagging("shows writes after \(time)", by: time) { _ in now() }
    }

    private static func lagging(
        _ description: String, by length: Duration, now: @escaping @Sendable (_ reads: Int) -> Duration
    ) -> ServerWay {
        ServerWay(description) { isWrite, below in
            let copy = LateCopy(length: length, now: now, below: below)
            return { request in
                isWrite(request) ? await copy.write(request) : await copy.read(request)
            }
        }
    }
}

/// Answers reads as they were before the writes that do not show yet.
///
/// What stood there before a write is known of those reads alone that had been asked by then: they are asked once more
/// just before it. So answers that lag depend on the state of the server, not on how often they were given.
private final class LateCopy: Sendable {
    private struct Hidden {
        let until: Duration
        let before: [String: ScriptedAnswer]
    }

    private struct State {
        var asked: [String: RecordedRequest] = [:]
        var hidden: [Hidden] = []
        var reads = 0
    }

    private let length: Duration
    private let now: @Sendable (Int) -> Duration
    private let below: ServerWay.Answering
    private let state = Mutex(State())

    init(length: Duration, now: @escaping @Sendable (Int) -> Duration, below: @escaping ServerWay.Answering) {
        (self.length, self.now, self.below) = (length, now, below)
    }

    func write(_ request: RecordedRequest) async -> ScriptedAnswer {
        var before: [String: ScriptedAnswer] = [:]
        for (key, read) in state.withLock({ $0.asked }) { before[key] = await below(read) }
        state.withLock { state in
            state.hidden.append(Hidden(until: now(state.reads) + length, before: before))
        }
        return await below(request)
    }

    func read(_ request: RecordedRequest) async -> ScriptedAnswer {
        let key = request.key
        let before = state.withLock { state in
            state.asked[key] = request
            let time = now(state.reads)
            state.reads += 1
            state.hidden.removeAll { $0.until <= time }
            return state.hidden.compactMap { $0.before[key] }.first
        }
        if let before { return before }
        return await below(request)
    }
}

extension RecordedRequest {
    /// What makes two requests the same question.
    fileprivate var key: String { "\(method) \(target) \(bodyText)" }
}
