internal import CNcurses

/// Why there can be no board on this terminal.
package enum TerminalStartError: Error, Hashable, Sendable {
    /// Input or output is a pipe, a file or closed.
    case notATerminal
    /// `TERM` names nothing that the system's terminal database describes.
    case unknownTerminal(term: String)
    /// The terminal cannot move its cursor.
    case dumbTerminal(term: String)
    /// ncurses refused for a reason that it does not tell.
    case failed(term: String)

    /// What is wrong: one sentence for a person.
    package var message: String {
        switch self {
        case .notATerminal: "The board needs a terminal for input and output."
        case .unknownTerminal(let term) where term.isEmpty: "TERM is not set."
        case .unknownTerminal(let term): "The terminal type “\(term)” is not known here."
        case .dumbTerminal(let term): "A terminal of type “\(term)” cannot show the board."
        case .failed(let term): "The terminal of type “\(term)” could not be taken over."
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .notATerminal: "Use a command for scripts, such as `sendboard contact list --format json`."
        case .unknownTerminal: "Set TERM to a known type, such as xterm-256color, or install its description."
        case .dumbTerminal: "Run it in a full terminal, or use a command such as `sendboard contact list`."
        case .failed: "Check TERM, or try TERM=xterm-256color."
        }
    }
}

extension TerminalStartError {
    /// What `cn_start` and `cn_check` answered; nil where they found nothing wrong.
    init?(_ answer: Int32, term: String) {
        switch Int(answer) {
        case CN_STARTED: return nil
        case CN_NOT_A_TERMINAL: self = .notATerminal
        case CN_UNKNOWN_TERMINAL: self = .unknownTerminal(term: term)
        case CN_DUMB_TERMINAL: self = .dumbTerminal(term: term)
        default: self = .failed(term: term)
        }
    }
}
