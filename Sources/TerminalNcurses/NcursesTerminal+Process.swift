internal import CNcurses
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
