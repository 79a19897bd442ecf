import Glibc
import Platform
import ServiceCore

/// `sendboard` without a command.
enum BoardStart {
    static func run(_ options: GlobalOptions, _ console: Console = .standard) async throws(ServiceError) {
        try requireTerminal(console)
        try await Session.run(options, console) { session async throws(ServiceError) in
            try await show(session)
        }
    }

    /// - Throws: `.invalid` where there is nobody to look, or nothing to look with.
    static func requireTerminal(_ console: Console) throws(ServiceError) {
        guard isatty(STDIN_FILENO) == 1, console.output.isTerminal else {
            throw ServiceError(
                .invalid, "The board needs a terminal.",
                hint: "sendboard contact list prints rows; sendboard --help shows the rest.")
        }
        let name = console.environment["TERM"] ?? ""
        guard !["", "dumb", "unknown"].contains(name) else {
            throw ServiceError(
                .invalid, "The terminal “\(name)” cannot show the board.",
                hint: "Set TERM to what your terminal is, such as xterm-256color.")
        }
    }

    /// The board with the delivery engine behind it.
    static func show(_ session: Session) async throws(ServiceError) {
        session.platform.startEngine()
        try await BoardRun.run(session)
    }
}
