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

    /// Gives the terminal back in the last moment of the process, on whatever thread.
    package nonisolated static func giveBackAtOnce() {
        cn_give_back_at_once()
    }
}
