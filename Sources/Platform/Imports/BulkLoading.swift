import ServiceCore

/// Has indices built once at the end of a long import, or of taking it back, in steps that let others write between them.
struct BulkLoading: Sendable {
    /// Given the number of rows that come, or go; returns whether it is worth it.
    let begin: @Sendable (Int) async throws(ServiceError) -> Bool
    /// Does nothing where it has not begun.
    let finish: @Sendable () async throws(ServiceError) -> Void
}
