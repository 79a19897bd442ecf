import Platform

/// What a call works with: whose it is and what it says.
struct DMDSCall: Sendable {
    let tenant: Tenant
    let fields: DMDSFields
    /// For pages that are sent by their URI.
    let fetch: GuardedFetch
}
