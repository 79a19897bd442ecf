import FoundationEssentials
import Glibc
import ServiceCore
import TerminalNcurses

/// What is read from standard input.
enum StandardInput {
    /// The first line, for `--password-stdin`; on a terminal typed without echo.
    ///
    /// - Throws: `.invalid` where there is no line.
    static func password(_ label: String = "Password") throws(ServiceError) -> Secret {
        let isTerminal = isatty(STDIN_FILENO) == 1
        if isTerminal { try Console.standard.errors.write("\(label): ") }
        if isTerminal { try Console.standard.errors.flush() }
        let line = isTerminal ? NcursesTerminal.withoutEcho { readLine() } : readLine()
        if isTerminal { try Console.standard.errors.line("") }
        guard let line, !line.isEmpty else {
            throw ServiceError(
                .invalid, "No password came on standard input.",
                hint: "printf '%s' \"$PASSWORD\" | sendboard …")
        }
        return Secret(line)
    }
}
