import ServiceCore

extension SendClean {
    /// Carries out a write; where its answer is lost, looks again and tells in the hint what was seen.
    ///
    /// - Parameter look: one sentence on the platform's state now; nil where that cannot be read either.
    static func looking<Result>(
        _ write: () async throws(ServiceError) -> Result, ifLost look: () async -> String?
    ) async throws(ServiceError) -> Result {
        do throws(ServiceError) {
            return try await write()
        } catch {
            guard error.code == .outcomeUnknown, let seen = await look() else { throw error }
            var told = error
            told.hint = seen
            throw told
        }
    }
}
