package import ServiceCore

extension Tenant {
    /// The webhook that SendClean knows by this number.
    package func webhook(number: String) async throws(ServiceError) -> Webhook? {
        let table = WebhookKind(context).kind.table
        return try await context.store.read { [account = id] db in
            guard let native = try WebhookQueries.native(of: number, account: account, in: db) else {
                return nil
            }
            return try table.find(native: native, of: account, in: db)
        }
    }
}
