import Dispatch
import Glibc
import Platform
import Synchronization

/// Ctrl-Z on a command that draws no screen: engine and database are free for others before the process stops.
final class StopSignal: Sendable {
    /// Dispatch sources may be used from any thread; their protocol just does not say so yet.
    private nonisolated(unsafe) let source: any DispatchSourceSignal
    /// Whether a stop is under way: what a second one would step aside from, the first takes up again.
    private let isStopping = Atomic(false)

    init(_ platform: EmbeddedPlatform) {
        // The default action would come before the source hears of the signal.
        signal(SIGTSTP, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGTSTP, queue: .global(qos: .userInitiated))
        source.setEventHandler { [weak self] in
            guard let self, !isStopping.exchange(true, ordering: .relaxed) else { return }
            Task {
                await Self.stop(platform)
                self.isStopping.store(false, ordering: .relaxed)
            }
        }
        source.resume()
    }

    /// Returns when the process goes on.
    private static func stop(_ platform: EmbeddedPlatform) async {
        let aside = await platform.stepAside()
        DefaultAction.befall(SIGTSTP)
        signal(SIGTSTP, SIG_IGN)
        platform.goOn(aside)
    }

    func end() {
        source.cancel()
        signal(SIGTSTP, SIG_DFL)
    }
}
