import ArgumentParser
import ServiceCore
import Terminal

/// Says on standard error what went wrong, and gives the exit code of `ServiceError.Code`.
struct ErrorReport {
    let console: Console
    /// A section for the help that is asked for.
    var moreHelp = ""

    func report(_ error: any Error) -> Int32 {
        defer { try? console.errors.flush() }
        // What had been written before stays written, whatever came after.
        try? console.output.flush()
        switch error {
        case let error as ServiceError where error == Output.readerGone: return 0
        case let error as ServiceError:
            say(error.message, hint: error.hint)
            return error.code.exitCode
        case let code as ExitCode: return code.rawValue
        default: return reportParsing(error)
        }
    }

    /// Help and version are errors to ArgumentParser, and its code for a usage error is 64.
    private func reportParsing(_ error: any Error) -> Int32 {
        let code = SendboardCommand.exitCode(for: error)
        if code == .success {
            return print(HelpText.arranged(SendboardCommand.fullMessage(for: error), more: moreHelp))
        }
        let message = SendboardCommand.message(for: error)
        say(message, hint: Self.usage(SendboardCommand.fullMessage(for: error)) ?? "sendboard --help")
        return code == .validationFailure ? 2 : 1
    }

    /// Help that nobody gets is no help.
    private func print(_ text: String) -> Int32 {
        do throws(ServiceError) {
            try console.output.line(text)
            try console.output.flush()
            return 0
        } catch {
            return report(error)
        }
    }

    /// What the command takes, or where it takes options alone what tells them; nil for the board's, whose options
    /// ArgumentParser reads without a command.
    private static func usage(_ message: String) -> String? {
        message.split(separator: "\n").last { $0.hasPrefix("Usage: sendboard") }.map {
            let line = String($0.dropFirst("Usage: ".count))
            return line.replacing(#/ \[?<options>\]?$/#, with: " --help")
        }
    }

    private func say(_ message: String, hint: String?) {
        let lines = SafeText.lines(of: message).map(\.text).filter { !$0.isEmpty }
        for (index, line) in lines.enumerated() {
            try? console.errors.line(index == 0 ? "sendboard: \(line)" : "  \(line)")
        }
        if let hint { try? console.errors.line("hint: \(SafeText(hint).text)") }
    }
}
