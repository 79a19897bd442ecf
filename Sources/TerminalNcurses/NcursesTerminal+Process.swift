internal import CNcurses
internal import Dispatch
internal import Glibc
package import Terminal

/// What concerns the process as a whole, whether a terminal is held or not.
extension NcursesTerminal {
    /// Finds out whether the process's terminal can be taken over, and touches nothing.
    package static func check(_ environment: TerminalEnvironment) throws(TerminalStartError) {
        let answer = cn_check(STDIN_FILENO, STDOUT_FILENO, environment.term)
        if let error = TerminalStartError(answer, term: environment.term) { throw error }
    }

    /// From now on a crash gives the terminal back before it ends the process.
    package static func installCrashHandlers() {
        cn_install_crash_handlers()
    }

    /// From now on this signal gives the terminal back and ends the process, whatever the process is doing.
    package nonisolated static func giveBack(onSignal number: Int32) {
        cn_give_back_on(number)
    }

    /// Runs `read` while what is typed is not shown; whatever ends or stops the process meanwhile, the echo comes back.
    ///
    /// Only before the board is up: each of them changes the signals' actions.
    package nonisolated static func withoutEcho<Answer>(_ read: () -> Answer) -> Answer {
        guard cn_silence(STDIN_FILENO) == 0 else { return read() }
        defer { cn_end_silence() }
        return read()
    }

    /// Stops the process and whoever is in its job, as Ctrl-Z does, while the terminal is lent; returns once it goes on.
    package nonisolated static func stopJob() {
        cn_stop_job()
    }

    /// Gives the terminal back in the last moment of the process, on whatever thread.
    package nonisolated static func giveBackAtOnce() {
        cn_give_back_at_once()
    }
}

/// Calls back on the main queue whenever a signal has come; several at once count as one.
@MainActor struct SignalWatch {
    private let source: any DispatchSourceSignal

    init(_ number: Int32, _ handle: @escaping @MainActor () -> Void) {
        source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated(handle) }
        source.activate()
    }

    func stop() {
        source.cancel()
    }
}

/// Sends what is written to standard error elsewhere while the screen is up, so that it cannot tear the picture.
struct StandardErrorDiversion: ~Copyable {
    private let kept: Int32

    /// Starts it; `descriptor` stays the caller's. Nil where the system has no descriptor left.
    init?(to descriptor: Int32) {
        kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard kept >= 0, dup2(descriptor, STDERR_FILENO) >= 0 else { return nil }
    }

    /// Puts standard error back.
    consuming func end() {
        _ = dup2(kept, STDERR_FILENO)
        _ = close(kept)
    }
}
