import ServiceCore

extension SMSDropFailure {
    /// Asks something of the platform, whose refusals are told in smsdrop's shape.
    static func telling<Value>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(SMSDropFailure) -> Value {
        do throws(ServiceError) { return try await work() } catch { throw SMSDropFailure(error) }
    }
}
