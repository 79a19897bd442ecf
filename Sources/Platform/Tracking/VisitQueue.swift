import FoundationEssentials
import Logging
import ServiceCore
import Synchronization

/// Views and clicks that wait to be written, so that nobody who opens a message waits for a disk.
///
/// There is an end to how many wait: what comes beyond it is not recorded, and the log says so. What cannot be written is
/// tried again until the queue is closed.
final class VisitQueue: Sendable {
    /// How many wait at most, and how many are written together.
    struct Limits: Sendable {
        var waiting = 20_000
        var batch = 500
        /// Between two tries where the tables cannot be written.
        var pause = Duration.seconds(1)
    }

    private struct State {
        var waiting: [TrackingVisit] = []
        var writing: Task<Void, Never>?
        var isClosing = false
        /// Those that were not recorded since the log was told.
        var dropped = 0
    }

    private let limits: Limits
    private let write: @Sendable ([TrackingVisit]) async throws(ServiceError) -> Void
    private let state = Mutex(State())
    private let logger = Logger(label: "sendboard.tracking")

    init(
        _ limits: Limits = Limits(),
        write: @escaping @Sendable ([TrackingVisit]) async throws(ServiceError) -> Void
    ) {
        (self.limits, self.write) = (limits, write)
    }

    /// - Returns: false where there is no room.
    @discardableResult
    func add(_ visit: TrackingVisit) -> Bool {
        state.withLock { state in
            guard state.waiting.count < limits.waiting, !state.isClosing else {
                state.dropped += 1
                return false
            }
            state.waiting.append(visit)
            if state.writing == nil { state.writing = Task { await work() } }
            return true
        }
    }

    /// How many wait.
    var count: Int { state.withLock { $0.waiting.count } }

    /// Waits until all that was added is written; what cannot be written now never will be.
    func close() async {
        let task = state.withLock { state in
            state.isClosing = true
            return state.writing
        }
        task?.cancel()
        await task?.value
    }

    private func work() async {
        while let batch = next() {
            do throws(ServiceError) {
                try await offCancellation { [write] () async throws(ServiceError) in try await write(batch) }
            } catch {
                logger.warning("\(batch.count) visits could not be written: \(error.message)")
                guard putBack(batch) else { return }
                try? await Task.sleep(for: limits.pause)
            }
        }
    }

    /// Nil where nothing waits; the next that comes begins anew.
    private func next() -> [TrackingVisit]? {
        let (batch, dropped) = state.withLock { state in
            let batch = Array(state.waiting.prefix(limits.batch))
            state.waiting.removeFirst(batch.count)
            if batch.isEmpty { state.writing = nil }
            defer { state.dropped = 0 }
            return (batch, state.dropped)
        }
        if dropped > 0 { logger.warning("\(dropped) visits were not recorded: too many at once") }
        return batch.isEmpty ? nil : batch
    }

    /// - Returns: false where they are not tried again.
    private func putBack(_ batch: [TrackingVisit]) -> Bool {
        state.withLock { state in
            guard !state.isClosing else {
                (state.waiting, state.writing) = ([], nil)
                return false
            }
            state.waiting.insert(contentsOf: batch, at: 0)
            return true
        }
    }

    /// Whoever closes the queue cuts short its pauses, not what it writes.
    private func offCancellation(
        _ body: @escaping @Sendable () async throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        let outcome = await Task { () async -> ServiceError? in
            do throws(ServiceError) {
                try await body()
                return nil
            } catch {
                return error
            }
        }.value
        if let outcome { throw outcome }
    }
}
