import Platform
import ServiceCore

/// Who calls, and with what.
struct DynCaller: Sendable {
    let tenant: Tenant
    let parameters: DynParameters

    /// - Throws: `.forbidden`, where the key is that of a sub-account.
    func requireMaster() throws(ServiceError) {
        guard !tenant.isAdmin else { return }
        throw ServiceError(.forbidden, "This needs the key of the master account.")
    }
}

/// `[]`, where there is nothing to say.
struct DynNothing: Encodable, Sendable {
    func encode(to encoder: any Encoder) throws { _ = encoder.unkeyedContainer() }
}

struct DynCount: Encodable, Sendable {
    let count: Int
    /// For what is counted once each; clients look for either name.
    var unique: Int?
}
