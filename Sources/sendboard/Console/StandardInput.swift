import FoundationEssentials
import Glibc
import ServiceCore
import TerminalNcurses

/// What is read from standard input.
enum StandardInput {
    /// Longer than any password; an input without line ends must not fill the memory.
    private static let longestLine = 1024

    /// The first line, for `--password-stdin`; on a terminal typed without echo.
    ///
    /// - Throws: `.invalid` where there is no line, or one that is too long or no UTF-8.
    static func password(_ label: String = "Password") throws(ServiceError) -> Secret {
        let isTerminal = isatty(STDIN_FILENO) == 1
        if isTerminal { try Console.standard.errors.write("\(label): ") }
        if isTerminal { try Console.standard.errors.flush() }
        let bytes = isTerminal ? NcursesTerminal.withoutEcho { line() } : line()
        if isTerminal { try Console.standard.errors.line("") }
        guard bytes.count <= longestLine, let line = String(validating: bytes, as: UTF8.self) else {
            let fault =
                bytes.count > longestLine
                ? "longer than \(NumberText.grouped(longestLine)) bytes" : "no UTF-8"
            throw ServiceError(.invalid, "The password on standard input is \(fault).")
        }
        guard !line.isEmpty else {
            throw ServiceError(
                .invalid, "No password came on standard input.",
                hint: "printf '%s' \"$PASSWORD\" | sendboard …")
        }
        return Secret(line)
    }

    /// What a person types after a question; nil where nobody sits at a terminal to be asked.
    static func answer(to question: String) throws(ServiceError) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        try Console.standard.errors.write("\(question) ")
        try Console.standard.errors.flush()
        return String(decoding: line(), as: UTF8.self)
    }

    /// More than any list has; an input without end must not fill the memory.
    private static let longestText = 32 << 20

    /// All of it, for lists.
    ///
    /// - Throws: `.invalid` where it is too long or no UTF-8.
    static func text() throws(ServiceError) -> String {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= longestText {
            let count = read(STDIN_FILENO, &part, part.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += part.prefix(count)
        }
        guard bytes.count <= longestText, let text = String(validating: bytes, as: UTF8.self) else {
            let fault =
                bytes.count > longestText
                ? "longer than \(NumberText.grouped(longestText)) bytes" : "no UTF-8"
            throw ServiceError(.invalid, "The list on standard input is \(fault).")
        }
        return text
    }

    /// What comes before the first line end, one byte more than may be at most.
    ///
    /// Read byte by byte, so that what follows is left to whoever reads on.
    private static func line() -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= longestLine {
            guard let byte = UInt8(exactly: getchar()), byte != UInt8(ascii: "\n") else { break }
            bytes.append(byte)
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
    }
}
