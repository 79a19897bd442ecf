import Logging
import Platform
import ServiceCore
import Settings
import Terminal

/// What a command works on: the settings in force, the embedded platform, the workspace.
struct Session: Sendable {
    let settings: RunSettings
    let platform: EmbeddedPlatform
    let workspace: Workspace
    let console: Console
    /// Who shows how far an import has been taken back.
    let progress: ProgressTeller
    /// What bringing the data directory up to date did, where the board is to tell it.
    /// Or that something was cut off, where nothing may be mended.
    let upgradeNotice: String?

    /// How the times that a person types here are read.
    var time: TimeReading { TimeReading(now: console.now(), zone: settings.zone) }

    /// The connections as a command reaches one kind of their rows; what is to be known besides is told once.
    func access(_ kind: ResourceKind) -> KindAccess {
        let notes = ListNotes(console)
        return KindAccess(workspace: workspace, kind: kind) { notes.tell("sendboard: \($0)") }
    }

    /// Opens a session, works in it and closes it, also when a signal comes.
    ///
    /// - Parameter reads: whether the work changes nothing, so that nothing is made for it either.
    static func run<Value: Sendable>(
        _ options: GlobalOptions, _ console: Console = .standard, reads: Bool = false,
        _ work: @escaping @Sendable (Session) async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        let settings = try await RunSettings(options, console)
        return try await run(reads ? try settings.reading() : settings, console) {
            session async throws(ServiceError) in
            try session.tellFaults()
            return try await work(session)
        }
    }

    /// Says which connections are not used and why.
    ///
    /// - Throws: the reason where it is the one that was asked for.
    private func tellFaults() throws(ServiceError) {
        if settings.connection != nil, let fault = workspace.faults.first { throw fault }
        workspace.faults.forEach(tell)
    }

    /// Says what stands in no list of the connections: why they are missing in it.
    func tellMissing() { workspace.missing.map(tell) }

    private func tell(_ fault: ServiceError) {
        Self.tell(fault.message, console)
        if let hint = fault.hint { Self.tell(hint, as: "hint", console) }
    }

    /// - Parameters:
    ///   - orders: signals that end it as it is meant to end.
    ///   - reload: what SIGHUP does instead of ending it.
    ///   - hasScreen: who draws a screen sees to Ctrl-Z with it.
    static func run<Value: Sendable>(
        _ settings: RunSettings, _ console: Console, orders: Set<Int32> = [],
        reload: (@Sendable () -> Void)? = nil, hasScreen: Bool = false,
        _ work: @escaping @Sendable (Session) async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        try await Interruption.guarding(orders: orders, reload: reload) { () async throws(ServiceError) in
            do throws(ServiceError) {
                return try await within(settings, console) { session async throws(ServiceError) in
                    let stop = hasScreen ? nil : StopSignal(session.platform)
                    defer { stop?.end() }
                    return try await work(session)
                }
            } catch {
                // The signal ends the process before anybody else could say what becomes of what was under way.
                if Task.isCancelled, !hasScreen, error != Output.readerGone { tell(error.message, console) }
                throw error
            }
        }
    }

    /// Which connections stand beside the embedded platform.
    typealias Hosting = @Sendable (HostedConnections) throws(ServiceError) -> [Connection]

    /// The same for callers that see to signals themselves.
    ///
    /// - Parameter hosting: nil takes those of the configuration.
    static func within<Value: Sendable>(
        _ settings: RunSettings, _ console: Console, hosting: Hosting? = nil,
        _ work: @escaping @Sendable (Session) async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        LogFile.start(at: settings.paths.logFile, level: settings.logLevel)
        let session = try await open(settings, console, hosting)
        let ended = await Result { () async throws(ServiceError) in try await session.perform(work) }
        await session.platform.close()
        if case .failure(let error) = ended { LogFile.note(error) }
        return try ended.get()
    }

    /// Works until it is done or the data directory is gone; then the work is cancelled and that is its failure.
    private func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Session) async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        let working = Asking.$current.withValue(asking) {
            Task { await Result { () async throws(ServiceError) in try await work(self) } }
        }
        let watching = Task { if await platform.loss() != nil { working.cancel() } }
        let ended = await withTaskCancellationHandler {
            await working.value
        } onCancel: {
            working.cancel()
        }
        watching.cancel()
        if let loss = platform.lossSoFar { throw loss }
        return try ended.get()
    }

    /// The board shows on its screen what waits.
    private var asking: Asking {
        settings.isBoard ? Asking() : WaitNotes(console, zone: settings.zone).asking
    }

    private static func open(
        _ settings: RunSettings, _ console: Console, _ hosting: Hosting?
    ) async throws(ServiceError) -> Session {
        var options = PlatformOptions(dataDirectory: settings.dataDirectory, who: console.who)
        options.dnsServer = settings.nameServers.list
        options.isReadOnly = settings.isReadOnly
        options.clock = console.now
        options.zone = settings.zone
        options.allowsPrivateTargets = settings.allowsPrivateTargets
        options.checksWebhooks = settings.checksWebhooks
        options.bounces = BounceRules(settings.configuration.bounces)
        options.isServer = settings.isServer
        options.publicURL = settings.publicURL
        options.relayPassword = { [paths = settings.paths] login throws(ServiceError) in
            try TransportPassword(.relay, paths, login).read()
        }
        options.gatewayPassword = { [paths = settings.paths] login throws(ServiceError) in
            try TransportPassword(.gateway, paths, login).read()
        }
        let progress = ProgressTeller(console)
        options.progress = { progress.tell($0) }
        let platform = try await EmbeddedPlatform.open(options)
        do throws(ServiceError) {
            let hosted = HostedConnections(settings: settings, console: console, platform: platform)
            let others = if let hosting { try hosting(hosted) } else { hosted.make() }
            let people = platform.connection.people
            var workspace = try settings.makeWorkspace(
                [platform.connection] + others.map { $0.keeping(heldBy: people) })
            workspace.trail = platform.trail
            let store = platform.context.store
            let notice =
                settings.isReadOnly ? try await store.cutOffNotice() : try await store.takeUpgradeNotice()
            if let notice, !settings.isBoard { tell(notice, console) }
            return Session(
                settings: settings, platform: platform, workspace: workspace, console: console,
                progress: progress, upgradeNotice: notice)
        } catch {
            await platform.close()
            throw error
        }
    }

    /// A standard error that nobody reads is no reason to stop.
    private static func tell(_ notice: String, as word: String = "sendboard", _ console: Console) {
        try? console.errors.line("\(word): \(SafeText(notice).text)")
        try? console.errors.flush()
    }
}

extension BounceRules {
    /// The platform's own rules where the configuration is silent.
    init(_ settings: BounceSettings) {
        self.init()
        if let hard = settings.hard { hardLimit = hard }
        if let within = settings.within { hardWindow = within / .seconds(1) }
        if let soft = settings.soft { softLimit = soft }
    }
}
