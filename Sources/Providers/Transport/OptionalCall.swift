import ServiceCore

/// The answer to a call that is part of something else and that not every platform has; nil where this one has not.
///
/// A call of which a 404 says that the row is gone is none of these.
func ifOffered<Answer>(
    _ call: () async throws(ServiceError) -> Answer
) async throws(ServiceError) -> Answer? {
    do throws(ServiceError) {
        return try await call()
    } catch {
        guard let status = error.origin?.status, [404, 405, 410, 501].contains(status) else { throw error }
        return nil
    }
}
