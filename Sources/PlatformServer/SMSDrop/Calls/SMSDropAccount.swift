import Platform
import ServiceCore

/// What an account reads of itself (§4).
struct SMSDropAccount: Sendable {
    let tenant: Tenant

    func profile() async throws(SMSDropFailure) -> SMSDropProfilePayload {
        SMSDropProfilePayload(
            try await SMSDropFailure.telling { () async throws(ServiceError) in try await tenant.profile() })
    }

    func subscription() async throws(SMSDropFailure) -> SMSDropSubscriptionPayload {
        SMSDropSubscriptionPayload(
            try await SMSDropFailure.telling { () async throws(ServiceError) in
                try await tenant.subscription()
            })
    }
}
