package import FoundationEssentials
package import ServiceCore

/// Runs edits of the embedded platform: each is one transaction, its audit entries included.
package struct Editor: Sendable {
    package let store: PlatformStore
    package let connection: ConnectionID
    package let who: String
    package let clock: @Sendable () -> Date
    let undone = UndoneRevisions()

    /// Everything the body writes, or nothing where it throws.
    package func edit<T: Sendable>(
        _ body: @escaping @Sendable (EditSession) throws -> T
    ) async throws(ServiceError) -> T {
        let (connection, who, now) = (connection, who, clock())
        return try await store.write { db in
            try body(EditSession(database: db, connection: connection, who: who, now: now))
        }
    }
}
