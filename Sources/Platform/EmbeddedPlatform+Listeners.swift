package import ServiceCore
import Store

/// Where this data directory is served, for whoever asks in another process.
extension EmbeddedPlatform {
    /// Notes that this process can be reached there from now on; a directory that it may not write has no such notes.
    ///
    /// - Throws: `.storage` and its kin.
    package func listens(_ use: Listener.Use, at place: String) async throws(ServiceError) {
        guard !context.store.isReadOnly else { return }
        let listener = Listener(use, place, since: context.clock())
        try await context.store.write { db in try Listeners.add(listener, in: db) }
    }

    /// Takes back what `listens` has noted of this process.
    package func endListening() async throws(ServiceError) {
        guard !context.store.isReadOnly else { return }
        try await context.store.write { db in try Listeners.removeOwn(in: db) }
    }

    /// Where processes serve that run now, this one among them, the longest first.
    package func listeners() async throws(ServiceError) -> [Listener] {
        try await context.store.read { db in try Listeners.running(in: db) }
    }
}
