import FoundationEssentials
import Mail
import ServiceCore
import Synchronization

/// What an engine has handed to its transport and not taken into a transaction yet.
///
/// Answers come from whichever task has them. Those that come within five milliseconds share a transaction, unless they are
/// many or nothing else is waited for.
final class UnderWay: Sendable {
    private static let gathering: Duration = .milliseconds(5)
    private static let many = 500

    private let state = Mutex(State())
    private let changes: AsyncStream<Void>
    private let change: AsyncStream<Void>.Continuation
    private let wake: @Sendable () -> Void

    private struct State {
        var open: [Int64: Open] = [:]
        /// Of the messages that are open and were written out.
        var bytes = 0
        var answered: [SubmissionResult] = []
        /// How many of each way are open or answered.
        var held: [MessageWay: Int] = [:]
        /// How many of each way are answered.
        var ready: [MessageWay: Int] = [:]
        var isGathering = false

        var isEnough: Bool { open.isEmpty || answered.count >= UnderWay.many }

        mutating func close(_ id: Int64) -> Open? {
            guard let closed = open.removeValue(forKey: id) else { return nil }
            bytes -= closed.bytes
            return closed
        }

        mutating func answer(_ result: SubmissionResult) {
            guard let closed = close(result.delivery) else { return }
            var result = result
            result.kept = closed.kept
            answered.append(result)
            ready[closed.way, default: 0] += 1
        }

        mutating func takeAnswered() -> [SubmissionResult] {
            held.merge(ready) { $0 - $1 }
            defer { (answered, ready, isGathering) = ([], [:], false) }
            return answered
        }
    }

    /// A message that is not answered.
    private struct Open {
        /// What the archive has of it.
        let kept: ArchiveEntry?
        let bytes: Int
        let way: MessageWay
    }

    /// - Parameter wake: is called when answers are there to be recorded.
    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
        // One waiting change says all that several would.
        (changes, change) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var count: Int { state.withLock { $0.open.count + $0.answered.count } }

    /// How many of these are.
    func count(of scope: TransportScope) -> Int {
        state.withLock { state in state.held.reduce(0) { $0 + (scope.takes($1.key) ? $1.value : 0) } }
    }

    /// What is held in memory for the transport.
    var bytes: Int { state.withLock { $0.bytes } }

    /// Takes in what is handed over from now on.
    func begin(_ messages: [OutgoingMessage], _ kept: [ArchiveEntry]) {
        let kept = Dictionary(kept.map { ($0.delivery, $0) }, uniquingKeysWith: { $1 })
        state.withLock { state in
            for message in messages {
                let open = Open(
                    kept: kept[message.delivery], bytes: message.mail?.bytes.count ?? 0,
                    way: message.way)
                state.held[message.way, default: 0] += 1
                state.open[message.delivery] = open
                state.bytes += open.bytes
            }
        }
    }

    /// Takes in answers; the first one to a message counts.
    func answer(_ results: [SubmissionResult]) {
        let (isEnough, isFirst) = state.withLock { state in
            for result in results { state.answer(result) }
            guard !state.answered.isEmpty else { return (false, false) }
            defer { state.isGathering = true }
            return (state.isEnough, !state.isGathering)
        }
        if isEnough { return tell() }
        guard isFirst else { return }
        Task {
            // Those that come within this time share the transaction; a wake for each would be a commit for each.
            try? await Task.sleep(for: Self.gathering)
            tell()
        }
    }

    /// Waits no more for what the transport has ended without an answer to; the next engine finds it claimed.
    func end(_ messages: [OutgoingMessage]) {
        let ended = state.withLock { state in
            messages.count { message in
                guard let closed = state.close(message.delivery) else { return false }
                state.held[closed.way, default: 0] -= 1
                return true
            }
        }
        guard ended > 0 else { return }
        change.yield()
        wake()
    }

    /// The answers since the last time, to be recorded.
    func take() -> [SubmissionResult] {
        state.withLock { $0.takeAnswered() }
    }

    /// Waits until there are answers, or nothing is waited for any more.
    func next() async {
        guard count > 0 else { return }
        var iterator = changes.makeAsyncIterator()
        await iterator.next()
    }

    private func tell() {
        let isAnswered = state.withLock { state in
            // Who was told takes them when there is time; what comes until then tells again.
            state.isGathering = false
            return !state.answered.isEmpty
        }
        guard isAnswered else { return }
        change.yield()
        wake()
    }
}
