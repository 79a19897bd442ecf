/// How much memory and how many connections a process gives to the store.
package struct StoreOptions: Sendable {
    /// Pages that each connection keeps, in KiB.
    package var cacheKiB: Int
    package var writerCacheKiB: Int
    package var readers: Int
    /// How long a writer waits for another process's transaction.
    package var busyTimeout: Duration
    /// Whether reads are many and short: then they cost less, and one that has begun is not stopped any more.
    package var readsInLine = false

    /// A board or a command: at most 8 MiB over all connections.
    package static let console = StoreOptions(
        cacheKiB: 2_500, writerCacheKiB: 2_500, readers: 2, busyTimeout: .seconds(10))

    /// A server: what many callers ask for again and again stays in memory.
    package static let server = StoreOptions(
        cacheKiB: 8_000, writerCacheKiB: 64_000, readers: 4, busyTimeout: .seconds(10), readsInLine: true)
}
