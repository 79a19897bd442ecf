package import ServiceCore

extension Tenant {
    /// The recipients of messages that were sent under an id of the caller's own, in the order of sending.
    ///
    /// Whoever it was not sent to, for a rule or a person forbade it, is not among them.
    package func fates(
        ofMessage uniqueID: String, skipping count: Int = 0, limit: Int
    ) async throws(ServiceError) -> [MessageFate] {
        try await context.store.read { [account = id] db in
            try MessageFateQueries(db: db, account: account)
                .page(uniqueID, skipping: count, limit: limit)
        }
    }
}
