package import ServiceCore

/// What links in messages lead to.
extension EmbeddedPlatform {
    /// `https://mail.example`; nil where the outside has no address for this directory.
    package func publicURL() async throws(ServiceError) -> String? {
        try await context.store.read { db in try PublicAddress.current(in: db)?.origin }
    }

    /// Answers whoever follows them; closed once nobody does any more.
    package func trackingDesk() -> TrackingDesk { TrackingDesk(context) }
}
