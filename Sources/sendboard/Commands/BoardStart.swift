import Platform
import ServiceCore

/// `sendboard` without a command.
enum BoardStart {
    static func run(_ options: GlobalOptions, _ console: Console = .standard) async throws(ServiceError) {
        var settings = try await RunSettings(options, console)
        settings.isBoard = true
        let look = try await BoardLook(settings, console)
        try await Session.run(settings, console, hasScreen: true) { session async throws(ServiceError) in
            try await show(session, look)
        }
    }

    /// The board with the delivery engine behind it.
    ///
    /// - Parameter whenRowsShow: called once, when the first rows are on the screen.
    static func show(
        _ session: Session, _ look: BoardLook, whenRowsShow: @escaping @MainActor () -> Void = {}
    ) async throws(ServiceError) {
        session.platform.startEngine()
        try await BoardRun.run(session, look, whenRowsShow)
    }
}
