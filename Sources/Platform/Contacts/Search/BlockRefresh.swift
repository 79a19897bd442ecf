import Synchronization

/// Brings the blocks of the search up to date in the background, one process at a time and once at a time.
enum BlockRefresh {
    private static let isRunning = Mutex(false)

    /// Returns at once; in a store that is open for reading only searches stay as they are.
    static func start(in store: PlatformStore) {
        guard !store.isReadOnly,
            isRunning.withLock({ running in
                defer { running = true }
                return !running
            })
        else { return }
        Task {
            // What fails is tried again by a later search.
            try? await store.write { db in try ContactBlocks.refresh(in: db) }
            isRunning.withLock { $0 = false }
        }
    }
}
