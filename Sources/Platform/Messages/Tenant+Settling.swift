package import ServiceCore

extension Tenant {
    /// More calls than this at one row are a fault of their own.
    private static let mostAttempts = 10

    /// Does what depends on a row as it was read, again and again where another call comes between.
    ///
    /// A caller of an API has not seen the row, so that it overwrites nothing unawares.
    ///
    /// - Throws: `.unavailable` where others change it all the time.
    package func settled<Value>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        for _ in 0..<Self.mostAttempts {
            do throws(ServiceError) { return try await work() } catch {
                guard error.code == .conflict else { throw error }
            }
        }
        throw ServiceError(.unavailable, "Others are changing the same.", hint: "Try again shortly.")
    }
}
