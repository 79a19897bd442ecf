import ServiceCore
import Synchronization

/// Who shows how far long work of the platform has got: a line on standard error, until the board has a place for it.
final class ProgressTeller: Sendable {
    private let show: Mutex<@Sendable (WorkProgress?) -> Void>

    init(_ console: Console) {
        let line = ProgressLine(console.errors)
        let onLine: @Sendable (WorkProgress?) -> Void = { told in
            guard let told else { return line.clear() }
            line.show(told.text, stage: told.verb, fraction: told.share)
        }
        show = Mutex(onLine)
    }

    /// From now on somebody else shows it.
    func hand(to other: @escaping @Sendable (WorkProgress?) -> Void) { show.withLock { $0 = other } }

    func tell(_ progress: WorkProgress?) {
        let show = show.withLock { $0 }
        show(progress)
    }
}
