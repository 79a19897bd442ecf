import Glibc
import Platform
import ServiceCore
import Settings
import Terminal
import TerminalNcurses
import ViewModels

/// The board itself, from the first screen to `q`.
enum BoardRun {
    /// Returns once the person quits or the task is cancelled; the terminal is then as it was.
    ///
    /// - Parameter whenRowsShow: called once, when the first rows are on the screen.
    /// - Throws: `.invalid` where the terminal refuses to be taken over.
    @MainActor
    static func run(
        _ session: Session, _ look: BoardLook, _ whenRowsShow: @escaping @MainActor () -> Void = {}
    ) async throws(ServiceError) {
        NcursesTerminal.installCrashHandlers()
        // What libraries and a trap write to standard error would otherwise stand in the middle of the picture.
        let log = LogSink(path: session.settings.paths.logFile).open()
        defer { if log >= 0 { close(log) } }
        let terminal = try start(session, errorLog: log >= 0 ? log : nil)
        let program = BoardProgram(session: session, terminal: terminal, look: look)
        program.whenRowsShow = whenRowsShow
        if let damage = look.damage { program.board.notify(damage, level: .warning) }
        for fault in session.workspace.faults {
            program.board.notify(fault.message, hint: fault.hint ?? "", level: .warning)
        }
        if let notice = session.upgradeNotice { program.board.notify(notice, level: .warning) }
        await program.runUntilQuit()
    }

    @MainActor
    private static func start(_ session: Session, errorLog: Int32?) throws(ServiceError) -> NcursesTerminal {
        let configuration = NcursesTerminal.Configuration(
            environment: TerminalEnvironment(variables: session.console.environment),
            wishedDepth: session.settings.colour, errorLog: errorLog)
        do throws(TerminalStartError) {
            return try NcursesTerminal(configuration)
        } catch {
            throw ServiceError(error)
        }
    }
}

/// `sendboard` without a command.
enum BoardStart {
    static func run(_ options: GlobalOptions, _ console: Console = .standard) async throws(ServiceError) {
        var settings = try await RunSettings(options, console)
        settings.isBoard = true
        let look = try await BoardLook(settings, console)
        try await Session.run(settings, console, hasScreen: true) { session async throws(ServiceError) in
            session.platform.startEngine()
            try await BoardRun.run(session, look)
        }
    }
}
