import Dispatch
import Glibc
import Platform

/// Ctrl-Z on a command that draws no screen: engine and database are free for others before the process stops.
final class StopSignal: Sendable {
    /// Dispatch sources may be used from any thread; their protocol just does not say so yet.
    private nonisolated(unsafe) let source: any DispatchSourceSignal

    init(_ platform: EmbeddedPlatform) {
        // The default action would come before the source hears of the signal.
        signal(SIGTSTP, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGTSTP, queue: .global(qos: .userInitiated))
        source.setEventHandler {
            Task {
                let aside = await platform.stepAside()
                DefaultAction.befall(SIGTSTP)
                signal(SIGTSTP, SIG_IGN)
                platform.goOn(aside)
            }
        }
        source.resume()
    }

    func end() {
        source.cancel()
        signal(SIGTSTP, SIG_DFL)
    }
}
