import Synchronization

/// Whoever follows what a connection tells of changes.
final class ChangeListeners: Sendable {
    private let continuations = Mutex([AsyncStream<ConnectionChange>.Continuation]())

    /// A new stream for each caller.
    ///
    /// - Parameter other: what is told besides by whatever was wrapped; the stream ends with it.
    func stream(besides other: (@Sendable () -> AsyncStream<ConnectionChange>)? = nil)
        -> AsyncStream<ConnectionChange>
    {
        // A sentence that is dropped is one of many, and stands on its row besides.
        let (stream, continuation) = AsyncStream.makeStream(
            of: ConnectionChange.self, bufferingPolicy: .bufferingNewest(20))
        continuations.withLock { $0.append(continuation) }
        guard let other else { return stream }
        let forwarding = Task {
            for await change in other() { continuation.yield(change) }
            continuation.finish()
        }
        continuation.onTermination = { _ in forwarding.cancel() }
        return stream
    }

    func tell(_ change: ConnectionChange) {
        for continuation in continuations.withLock({ $0 }) { continuation.yield(change) }
    }
}
