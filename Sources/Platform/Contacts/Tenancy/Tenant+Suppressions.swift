package import ServiceCore

/// The addresses that the account must not send e-mail to.
extension Tenant {
    /// The account's own entries in force, the newest first; those for all accounts are the operator's.
    package func suppressions(
        _ span: TimeSpan, from start: Int, limit: Int
    ) async throws(ServiceError) -> [Suppression] {
        let list = SuppressionList(account: id)
        let queries = SuppressionQueries(connection: context.connection)
        return try await context.store.read { db in
            try queries.suppressions(try list.page(span, from: start, limit: limit, in: db), in: db)
        }
    }

    package func suppressionCount(_ span: TimeSpan) async throws(ServiceError) -> Int {
        let list = SuppressionList(account: id)
        return try await context.store.read { db in try list.count(span, in: db) }
    }

    /// Suppresses addresses by hand; one that is suppressed already stays as it is.
    package func suppress(_ addresses: [String]) async throws(ServiceError) {
        let queries = SuppressionQueries(connection: context.connection)
        let list = SuppressionList(account: id)
        try await context.editor.edit { [id, context] session in
            let db = session.database
            for address in addresses where try list.inForce(address, in: db) == nil {
                let entry = Suppression(
                    id: ResourceID(context.connection, .suppression, ""), account: "", address: address,
                    reason: .manual)
                let native = try queries.insert(entry, account: id, at: session.now, in: db)
                try Self.note(.suppressed, native, from: nil, by: "create", "", queries, in: session)
            }
        }
    }

    /// Allows sending to addresses again; the entries stay as history, and one that is not there is passed over.
    ///
    /// - Parameter reason: kept in the audit trail, as the board asks for one where a person did not want mail.
    package func liftSuppressions(
        of addresses: [String], because reason: String
    ) async throws(ServiceError) {
        let queries = SuppressionQueries(connection: context.connection)
        let list = SuppressionList(account: id)
        try await context.editor.edit { session in
            for address in addresses {
                guard let entry = try list.inForce(address, in: session.database) else { continue }
                let before = try queries.find(String(entry), in: session.database)
                _ = try LiftedSuppression.lift(entry, because: reason, in: session)
                try Self.note(
                    .allowed, String(entry), from: before, by: "allow", reason, queries, in: session)
            }
        }
    }

    /// Tells the contacts whom it concerns, and the audit trail.
    private static func note(
        _ kind: EventKind, _ native: String, from before: Suppression?, by action: String,
        _ reason: String, _ queries: SuppressionQueries, in session: EditSession
    ) throws {
        var told = ToldEvents()
        try ToldContacts.tell(kind, ofEntry: Int64(native) ?? 0, reason: reason, &told, in: session)
        let after = try queries.find(native, in: session.database)
        try session.record(action, from: before, to: after, reason: reason)
    }
}
