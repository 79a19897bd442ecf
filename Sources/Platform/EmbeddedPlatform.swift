import Foundation
package import ServiceCore

/// The platform of our own: one data directory, opened by this process beside any number of others.
package final class EmbeddedPlatform: Sendable {
    /// Everything that the board and the commands use.
    package let connection: Connection
    /// For what goes beyond a connection: the first account, sample data, the audit trail of other connections.
    package let context: PlatformContext
    /// Where its messages go, as the header says it.
    package static let transport = "sandbox: no message leaves this machine"
    private let engine: EngineRunner
    /// Looks through the file after a crash, beside everything else.
    private let check: Task<Void, Never>

    private init(_ context: PlatformContext) {
        self.context = context
        engine = EngineRunner(context)
        check = Task(priority: .background) { [store = context.store] in await store.checkAfterCrash() }
        let whole = context.makeConnection(engine: engine)
        connection = context.options.isReadOnly ? whole.readOnly() : whole
    }

    /// Opens the platform, making its folder where there is none unless it is to be read only.
    ///
    /// - Throws: what opening the store throws: `.storage`, `.readOnly`, `.notFound`.
    package static func open(_ options: PlatformOptions) async throws(ServiceError) -> EmbeddedPlatform {
        let url = URL(filePath: options.dataDirectory, directoryHint: .isDirectory)
        do {
            let store = try await offCooperativePool {
                try PlatformStore.open(url, readOnly: options.isReadOnly, options: options.storeOptions)
            }
            return EmbeddedPlatform(PlatformContext(options: options, store: store))
        } catch {
            throw ServiceError(storing: error, in: DataDirectory(url))
        }
    }

    /// Takes the engine when it can, else waits for it; returns at once and may be called again.
    package func startEngine() {
        guard !context.options.isReadOnly else { return }
        engine.start()
    }

    package func engineStatus() -> EngineStatus { engine.status }

    /// Finishes open transactions and releases the engine and the files.
    package func close() async {
        check.cancel()
        await check.value
        await engine.stop()
        // A file that cannot be closed any more is closed by the end of the process.
        _ = try? await offCooperativePool { [store = context.store] in try store.close() }
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
