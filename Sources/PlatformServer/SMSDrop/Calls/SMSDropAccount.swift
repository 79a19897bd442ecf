import Platform
import ServiceCore

/// What an account reads of itself (§4).
struct SMSDropAccount: Sendable {
    let tenant: Tenant

    func profile() async throws(SMSDropFailure) -> SMSDropProfilePayload {
        do throws(ServiceError) { return SMSDropProfilePayload(try await tenant.profile()) } catch {
            throw SMSDropFailure(error)
        }
    }

    func subscription() async throws(SMSDropFailure) -> SMSDropSubscriptionPayload {
        do throws(ServiceError) { return SMSDropSubscriptionPayload(try await tenant.subscription()) } catch {
            throw SMSDropFailure(error)
        }
    }
}
