import Platform
import ServiceCore

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
