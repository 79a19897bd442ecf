import Synchronization

/// Waits until `begin` has what it was given called, or the task is cancelled.
///
/// A test whose time is over goes on then, and fails; one that waited on would hold up the whole run.
package func untilTold(_ begin: (@escaping @Sendable () -> Void) -> Void) async {
    let wait = CancellableWait()
    await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
            wait.begin(continuation)
            begin { wait.end() }
        }
    } onCancel: {
        wait.end()
    }
}

private final class CancellableWait: Sendable {
    private struct State {
        var continuation: CheckedContinuation<Void, Never>?
        var isOver = false
    }

    private let state = Mutex(State())

    func begin(_ continuation: CheckedContinuation<Void, Never>) {
        let isOver = state.withLock { state in
            if !state.isOver { state.continuation = continuation }
            return state.isOver
        }
        if isOver { continuation.resume() }
    }

    func end() {
        let continuation = state.withLock { state in
            defer { state = State(isOver: true) }
            return state.continuation
        }
        continuation?.resume()
    }
}
