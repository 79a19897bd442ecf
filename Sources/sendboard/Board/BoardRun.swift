import ServiceCore

/// The board itself, from the first screen to `q`.
enum BoardRun {
    /// - Throws: `.invalid` where the terminal cannot show it.
    @MainActor
    static func run(_ session: Session) async throws(ServiceError) {
        throw ServiceError(.unsupported, "This build has no board.")
    }
}
