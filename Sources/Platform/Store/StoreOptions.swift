/// How much memory and how many connections a process gives to the store.
package struct StoreOptions: Sendable {
    /// Pages that each connection keeps, in KiB.
    package var cacheKiB: Int
    package var writerCacheKiB: Int
    package var readers: Int
    /// How long a writer waits for another process's transaction.
    package var busyTimeout: Duration

    /// A board or a command: at most 8 MiB over all connections.
    package static let console = StoreOptions(
        cacheKiB: 2_500, writerCacheKiB: 2_500, readers: 2, busyTimeout: .seconds(10))
}
