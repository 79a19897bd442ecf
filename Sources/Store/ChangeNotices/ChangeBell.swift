import Dispatch
import Foundation
import Glibc
import Synchronization

/// A file that is written after each commit, so that other processes look when there is something to see.
///
/// The journal alone would wake them too early: SQLite writes it before the commit can be seen. A busy writer
/// rings at most twenty times a second.
final class ChangeBell: Sendable {
    private static let pause = DispatchTimeInterval.milliseconds(50)

    private let queue = DispatchQueue(label: "platform.bell")
    private let state: Mutex<State>

    private struct State {
        var descriptor: Int32
        var isResting = false
        var isOwed = false
    }

    init(files: StoreFiles, isReadOnly: Bool) {
        let path = files.bell.path
        state = Mutex(
            State(descriptor: isReadOnly ? -1 : open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)))
    }

    deinit { close() }

    func ring() {
        let startsRest = state.withLock { state in
            guard !state.isResting else {
                state.isOwed = true
                return false
            }
            Self.touch(state.descriptor)
            state.isResting = true
            return true
        }
        if startsRest { rest() }
    }

    /// Rings once more where a commit came during the pause, then closes the file.
    func close() {
        state.withLock { state in
            guard state.descriptor >= 0 else { return }
            if state.isOwed { Self.touch(state.descriptor) }
            Glibc.close(state.descriptor)
            state = State(descriptor: -1)
        }
    }

    private func rest() {
        queue.asyncAfter(deadline: .now() + Self.pause) { [weak self] in self?.endRest() }
    }

    private func endRest() {
        let continues = state.withLock { state in
            defer { (state.isResting, state.isOwed) = (state.isOwed, false) }
            if state.isOwed { Self.touch(state.descriptor) }
            return state.isOwed
        }
        if continues { rest() }
    }

    /// A lost ring is made good by the next; a failed write is no reason to fail a commit that is done.
    private static func touch(_ descriptor: Int32) {
        var byte: UInt8 = 1
        if descriptor >= 0 { _ = pwrite(descriptor, &byte, 1, 0) }
    }
}
