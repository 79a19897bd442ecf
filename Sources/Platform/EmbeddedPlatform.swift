import Foundation
import SMTP
package import ServiceCore
import Store
import Synchronization

/// The platform of our own: one data directory, opened by this process beside any number of others.
package final class EmbeddedPlatform: Sendable {
    /// Everything that the board and the commands use.
    package let connection: Connection
    /// What was done on all connections that keep their trail here.
    package var trail: TrailReader { context.auditKind.trail() }
    /// For what goes beyond a connection: the first account, sample data, the audit trail of other connections.
    package let context: PlatformContext
    private let transport: PlatformTransport
    let engine: EngineRunner
    /// Looks through the file after a crash, before the engine sends anything.
    private let check: Task<Void, Never>
    /// Looks through it otherwise, beside everything else.
    private let look = Mutex<Task<Void, Never>?>(nil)

    private init(_ context: PlatformContext, _ transport: PlatformTransport) {
        (self.context, self.transport) = (context, transport)
        engine = EngineRunner(context, transport) { tenure async throws(ServiceError) in
            try await SamplePlayer.play(in: context, under: tenure)
        }
        check = Task(priority: .background) { [store = context.store] in await store.checkAfterCrash() }
        let whole = context.makeConnection(engine: engine)
        connection = context.options.isReadOnly ? whole.readOnly() : whole
    }

    /// Opens the platform, making its folder where there is none unless it is to be read only.
    ///
    /// - Throws: what opening the store throws: `.storage`, `.readOnly`, `.notFound`.
    package static func open(
        _ options: PlatformOptions, transport: PlatformTransport = .standard
    ) async throws(ServiceError) -> EmbeddedPlatform {
        let url = URL(filePath: options.dataDirectory, directoryHint: .isDirectory)
        do {
            let store = try await offCooperativePool {
                try PlatformStore.open(
                    url, readOnly: options.isReadOnly, options: options.storeOptions, transport: transport,
                    progress: options.progress)
            }
            let chosen = try await store.transport(options) ?? transport
            var options = options
            if let host = try await store.publicHost(options) { options.hosts.tracking = host }
            return EmbeddedPlatform(
                PlatformContext(options: options, store: store, transport: chosen), chosen)
        } catch {
            throw ServiceError(storing: error, in: DataDirectory(url).files)
        }
    }

    /// Takes the engine when it can, else waits for it; returns at once and may be called again.
    package func startEngine() {
        guard !context.options.isReadOnly else { return }
        engine.start(after: check)
        look.withLock { look in
            guard look == nil else { return }
            look = Task(priority: .background) { [check, store = context.store] in
                await check.value
                if !Task.isCancelled { await store.look() }
            }
        }
    }

    /// Looks through the whole file.
    ///
    /// - Throws: `.storage` where it is damaged.
    package func checkDatabase() async throws(ServiceError) {
        _ = try await context.store.quickCheck(upTo: .max)
    }

    package func engineStatus() -> EngineStatus { engine.status }

    /// Gives up all that would keep other processes waiting while this one is stopped: finishes the transaction under way
    /// and hands the engine on. What is written here meanwhile waits for `goOn`.
    package func stepAside() async -> SteppedAside {
        let hadEngine = await engine.stop()
        return SteppedAside(hadEngine: hadEngine, rest: await WriteRest(context.store.pool))
    }

    package func goOn(_ aside: SteppedAside) {
        aside.rest.finish()
        if aside.hadEngine { engine.start() }
    }

    /// What a process had that has stepped aside.
    package struct SteppedAside: Sendable {
        fileprivate let hadEngine: Bool
        fileprivate let rest: WriteRest
    }

    /// Why no message leaves until a person has decided, nil where they may.
    package func engineHold() async throws(ServiceError) -> EngineHold? {
        try await context.store.engineHold()
    }

    /// Ends the hold; what waits is sent then, by whichever process runs the engine.
    ///
    /// - Throws: `.conflict` where there is none.
    package func resumeEngine() async throws(ServiceError) -> EngineResumption {
        try await context.store.resumeEngine(
            at: context.clock(), by: context.options.who, transport: transport,
            bounces: context.options.bounces)
    }

    /// What keeps the whole platform from working, told as it changes: the directory gone, the file damaged, the engine
    /// held; nil once nothing does any more.
    package func troubles() -> AsyncStream<ServiceError?> {
        let shown = context.transport
        return told { store in
            if let standing = await store.standing() { return standing }
            do throws(ServiceError) {
                try await store.read { db in try DecidedWays.refuse(otherThan: shown, in: db) }
                return nil
            } catch {
                return error
            }
        }
    }

    /// How much of a sample's past is played, told as it changes; nil once all of it is there.
    ///
    /// Until then campaigns that the past launches are drafts, and what it does stands in no trail.
    package func samplePast() -> AsyncStream<SampleProgress?> {
        told { store in (try? await store.read { db in try SampleHistory.current(in: db) })?.progress }
    }

    /// What the table of single values says, where it says something and whenever that is another.
    private func told<Value: Sendable & Equatable>(
        _ read: @escaping @Sendable (PlatformStore) async -> Value?
    ) -> AsyncStream<Value?> {
        let changes = context.store.changes()
        return .newest { [store = context.store] continuation in
            var last = await read(store)
            if last != nil { continuation.yield(last) }
            for await change in changes where change.touches(["meta"]) {
                let now = await read(store)
                if now != last { continuation.yield(now) }
                last = now
            }
        }
    }

    /// Waits until the data directory is removed or replaced; from then on every call fails with what is returned.
    ///
    /// - Returns: nil where the platform was closed or the task cancelled before.
    package func loss() async -> ServiceError? { await context.store.loss() }

    /// What is known of a loss, with a look at what stands there now.
    package var lossSoFar: ServiceError? {
        context.store.checkDirectory()
        return context.store.lossSoFar
    }

    /// Finishes open transactions and releases the engine and the files.
    package func close() async {
        for task in [check, look.withLock { $0 }] {
            task?.cancel()
            await task?.value
        }
        await engine.stop()
        // A file that cannot be closed any more is closed by the end of the process.
        _ = try? await offCooperativePool { [store = context.store] in try store.close() }
    }
}

extension PlatformStore {
    /// What the directory itself names; nil where nobody has decided.
    fileprivate func transport(_ options: PlatformOptions) async throws(ServiceError) -> PlatformTransport? {
        let ways = try await read { db in try DecidedWays(in: db) }
        if ways.isSandboxed { return nil }
        var leaving = LeavingTransports()
        if let relay = try ways.relay?.address() {
            leaving.mail = .relay(relay) { () throws(ServiceError) in try options.relayPassword(relay.login) }
        }
        for own in ways.own {
            let relay = try own.setting.address()
            let transport = PlatformTransport.relay(relay, own: own.id) { () throws(ServiceError) in
                try options.relayPassword(relay.login)
            }
            leaving.own.append((own.id, transport))
        }
        if let setting = ways.gateway {
            let gateway = try setting.gateway()
            leaving.texts = .gateway(gateway, receipts: setting.receipts) { () throws(ServiceError) in
                try options.gatewayPassword(gateway.login)
            }
        }
        return .leaving(leaving, sentence: ways.sentence ?? "")
    }
}

extension PlatformOptions {
    /// A writer and two readers share the cache, with some room for what SQLite needs besides.
    fileprivate var storeOptions: StoreOptions {
        if isServer { return .server }
        var options = StoreOptions.console
        options.cacheKiB = cacheKiB * 3 / 10
        options.writerCacheKiB = cacheKiB * 3 / 10
        return options
    }
}
