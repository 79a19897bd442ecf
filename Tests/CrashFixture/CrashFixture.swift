import FoundationEssentials
import Glibc
import Terminal
import TerminalNcurses

/// Takes the terminal as the board does, and at the first key crashes as its argument says; only tests run it.
@main
enum CrashFixture {
    @MainActor private static var terminal: NcursesTerminal?

    @MainActor
    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "secret" { SecretCrash.happen() }
        guard let crash = CommandLine.arguments.dropFirst().first.flatMap(Crash.init(rawValue:)) else {
            fatalError("Say which crash: \(Crash.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        NcursesTerminal.installCrashHandlers()
        let log = open("errors.log", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        let environment = TerminalEnvironment(variables: ProcessInfo.processInfo.environment)
        let terminal = try NcursesTerminal(.init(environment: environment, errorLog: log))
        Self.terminal = terminal
        terminal.listen { _ in crash.happen() }
        var canvas = Canvas(size: terminal.size)
        canvas.put("waiting for a key", at: .zero)
        terminal.paint(canvas, ResolvedTheme(.bare, depth: terminal.depth))
        while !Task.isCancelled { try await Task.sleep(for: .seconds(60)) }
    }
}
