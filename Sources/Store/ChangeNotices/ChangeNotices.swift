import Dispatch
import GRDB
import Synchronization

/// Tells subscribers of every commit: this process's at once, others' when their bell or journal stirs.
///
/// Nothing runs while nothing changes: no timer, only a read source on the folder's inotify descriptor. It
/// starts with the first subscriber, so that opening the store costs nothing for it.
package final class ChangeNotices: Sendable {
    private let connections: DatabasePool
    private let files: StoreFiles
    private let bell: ChangeBell
    private let state = Mutex(State())

    private struct State {
        var subscribers: [Int: AsyncStream<StoreChange>.Continuation] = [:]
        var nextNumber = 0
        var watch: FolderWatch?
        var seenVersion: Int?
        var isStopped = false
        var stirred: (@Sendable () -> Void)?
    }

    init(_ connections: DatabasePool, _ files: StoreFiles, untold: Set<String>, isReadOnly: Bool) {
        self.connections = connections
        self.files = files
        bell = ChangeBell(files: files, isReadOnly: isReadOnly)
        // The first look compares with the state at opening, so nothing committed before it goes unsaid.
        let version = try? connections.writeWithoutTransaction { db in try Self.version(db) }
        state.withLock { $0.seenVersion = version }
        guard !isReadOnly else { return }
        let observer = TableObserver(untold: untold) { [weak self] tables in
            self?.bell.ring()
            self?.post(.tables(tables))
        }
        connections.add(transactionObserver: observer, extent: .databaseLifetime)
    }

    package func subscribe() -> AsyncStream<StoreChange> {
        let (stream, continuation) = AsyncStream<StoreChange>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number: Int? = state.withLock { state in
            guard !state.isStopped else { return nil }
            state.nextNumber += 1
            state.subscribers[state.nextNumber] = continuation
            return state.nextNumber
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.subscribers.removeValue(forKey: number) }
        }
        startWatching()
        return stream
    }

    package func stop() {
        let (watch, subscribers) = state.withLock { state in
            defer { state = State(isStopped: true) }
            return (state.watch, Array(state.subscribers.values))
        }
        watch?.stop()
        bell.close()
        for subscriber in subscribers { subscriber.finish() }
    }

    package func post(_ change: StoreChange) {
        let subscribers = state.withLock { Array($0.subscribers.values) }
        for subscriber in subscribers {
            // An unread element gives way to one that says all that it said.
            guard case .dropped(let unread) = subscriber.yield(change) else { continue }
            let both = change.merged(with: unread)
            if both != change { subscriber.yield(both) }
        }
    }

    /// What else is looked after when something stirs in the folder.
    package func whenStirred(_ look: @escaping @Sendable () -> Void) { state.withLock { $0.stirred = look } }

    private func startWatching() {
        let isFirst = state.withLock { state in
            guard state.watch == nil, !state.isStopped else { return false }
            state.watch = FolderWatch(files.folder) { [weak self] in self?.look() }
            return true
        }
        if isFirst { look() }
    }

    /// Asks SQLite whether another connection than the writer has committed; its own commits do not count.
    private func look() {
        state.withLock { $0.stirred }?()
        connections.asyncWriteWithoutTransaction { [weak self] db in
            guard let version = try? Self.version(db) else { return }
            self?.note(version)
        }
    }

    private static func version(_ db: GRDB.Database) throws -> Int {
        try ReadTransaction(db).dataVersion()
    }

    private func note(_ version: Int) {
        let hasChanged = state.withLock { state in
            defer { state.seenVersion = version }
            return state.seenVersion != nil && state.seenVersion != version
        }
        if hasChanged { post(.external) }
    }
}
