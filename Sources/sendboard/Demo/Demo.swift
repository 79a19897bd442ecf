import FoundationEssentials
import Glibc
import Platform
import ServiceCore
import Settings

/// Sample data in a directory of its own, and the board on it.
struct Demo: Sendable {
    let settings: RunSettings
    let console: Console
    /// Nil takes the usual number and makes no fuss about it.
    let contacts: Int?

    /// - Parameter kept: where the data is made and stays; nil makes and removes a throw-away directory.
    /// - Throws: `.refused` where `kept` is a directory that demo did not make.
    func run(in kept: String?) async throws(ServiceError) {
        if let kept {
            try await runKept(kept)
        } else {
            let look = try await BoardLook(settings, console)
            let path = try throwAwayDirectory()
            try await Interruption.guarding { () async throws(ServiceError) in
                defer { remove(path) }
                try await fill(path)
                try await showBoard(path, look, isThrowAway: true)
            }
        }
    }

    /// Without a terminal the data is made and no board shown, which is how scripts and tests get theirs.
    private func runKept(_ path: String) async throws(ServiceError) {
        let isScript = !console.output.isTerminal && SampleData.state(of: path) != .complete
        let look = isScript ? nil : try await BoardLook(settings, console)
        try await Interruption.guarding { () async throws(ServiceError) in
            try await prepare(path)
            if let look { return try await showBoard(path, look) }
            try await finish(path)
            try console.output.line("Sample data is in \(path).")
        }
    }

    private func showBoard(
        _ path: String, _ look: BoardLook, isThrowAway: Bool = false
    ) async throws(ServiceError) {
        var settings = settings
        settings.dataDirectory = path
        settings.isThrowAway = isThrowAway
        settings.isBoard = true
        // They name connections of the person's own, which a demo has not.
        settings.configuration.workspaces = []
        guard let server = try server(in: path) else {
            return try await Session.within(settings, console, hosting: { _ in [] }) {
                session async throws(ServiceError) in
                try await show(session, look)
            }
        }
        let hosting: Session.Hosting = { hosted throws(ServiceError) in try hosted.make(over: server) }
        let ended = await Result { [settings] () async throws(ServiceError) in
            try await Session.within(settings, console, hosting: hosting) {
                session async throws(ServiceError) in
                // Where all rows are the server's, it is first.
                if self.settings.connection != nil { await server.start() }
                try await show(session, look) { Task { await server.start() } }
            }
        }
        await server.stop()
        try ended.get()
    }

    /// The board first: what else there is to do is not begun before its rows are on the screen, so that they come as fast as
    /// without it.
    private func show(
        _ session: Session, _ look: BoardLook, whenRowsShow: @escaping @MainActor () -> Void = {}
    ) async throws(ServiceError) {
        try await BoardRun.run(session, look) {
            // Plays the sample's past before it goes on with what is queued.
            session.platform.startEngine()
            whenRowsShow()
        }
    }

    private func server(in path: String) throws(ServiceError) -> DemoServer? {
        guard DemoServer.isWanted(connection: settings.connection, contacts: contacts) else { return nil }
        return try DemoServer(directory: path + "/hosted")
    }

    /// Makes the data where there is none yet; what looks unfinished may be another process's that still runs.
    private func prepare(_ path: String) async throws(ServiceError) {
        if SampleData.state(of: path) == .complete { return }
        let lock = try lockedDirectory(path)
        defer { withExtendedLifetime(lock) {} }
        switch SampleData.state(of: path) {
        case .complete: return
        case .unfinished: empty(path)
        case .foreign:
            guard isEmpty(path) else {
                throw ServiceError(
                    .refused, "\(path) was not made by demo, and demo writes only into its own.",
                    hint: "Name a directory that does not exist yet.")
            }
        }
        try await fill(path)
    }

    private func lockedDirectory(_ path: String) throws(ServiceError) -> DirectoryLock {
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try DirectoryLock(path)
    }

    private func fill(_ path: String) async throws(ServiceError) {
        try await work(in: path) { context, report async throws(ServiceError) in
            try await SampleData.fill(
                context.store, contacts: contacts ?? SampleData.defaultContacts, now: console.now(),
                progress: report)
        }
    }

    /// Plays the past at once where no board will; the folder's lock is the engine's for that.
    private func finish(_ path: String) async throws(ServiceError) {
        try await work(in: path) { context, report async throws(ServiceError) in
            try await SampleData.finish(context, progress: report)
        }
    }

    /// Opens the platform for some work, whose progress is told where it was told how much to do.
    private func work(
        in path: String,
        _ work: (PlatformContext, @escaping @Sendable (SampleProgress) -> Void) async throws(ServiceError) ->
            Void
    ) async throws(ServiceError) {
        let platform = try await EmbeddedPlatform.open(PlatformOptions(dataDirectory: path, who: console.who))
        let line = ProgressLine(console.errors)
        let isTold = contacts != nil
        let begun = ContinuousClock.now
        do throws(ServiceError) {
            try await work(platform.context) { progress in
                // What takes its time is told in any case.
                guard isTold || .now - begun > .seconds(1) else { return }
                let fraction = progress.total > 0 ? Double(progress.done) / Double(progress.total) : nil
                line.show(progress.text, stage: progress.phase.rawValue, fraction: fraction)
            }
        } catch {
            await platform.close()
            throw error
        }
        line.clear()
        await platform.close()
    }

    private func throwAwayDirectory() throws(ServiceError) -> String {
        let parent = console.environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        var template = Array("\(parent)/sendboard-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ServiceError(.storage, "No directory can be made in \(parent).", hint: "Set TMPDIR.")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func isEmpty(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
    }

    /// The directory itself stays: the lock is on it.
    private func empty(_ path: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names { remove("\(path)/\(name)") }
    }

    private func remove(_ path: String) {
        // What cannot be removed stays in the temporary folder, which the system clears.
        try? FileManager.default.removeItem(atPath: path)
    }
}
