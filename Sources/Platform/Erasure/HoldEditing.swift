import ServiceCore
import Store

/// Puts a hold on a person and releases it, each with its entry in the trail.
struct HoldEditing: Sendable {
    let context: PlatformContext

    /// - Throws: `.conflict` where one stands already; `.invalid` without an address or a reason.
    func hold(_ text: String, because reason: String) async throws(ServiceError) -> PersonHold {
        let address = try PersonAddress(text)
        let why = try Self.reason(reason, "The hold")
        return try await context.editor.edit { session in
            let db = session.database
            if let hold = try Holds(db: db).standing(on: [address.key]) {
                throw ServiceError(
                    .conflict, "\(hold.address) is held already, by \(hold.who).",
                    hint: "Release it first, where another reason is to stand.")
            }
            try db.insert(
                into: "hold",
                [
                    ("address", address.key), ("written", StoredAddress(address.text).written),
                    ("reason", why),
                    ("who", session.who), ("at", session.now.storedTime),
                ])
            try record("hold", address, why, in: session)
            guard let hold = try Holds(db: db).standing(on: [address.key]) else {
                throw ServiceError(.storage, "The hold could not be written.")
            }
            return hold
        }
    }

    /// - Throws: `.notFound` where none stands.
    func release(_ text: String, because reason: String) async throws(ServiceError) -> PersonHold {
        let address = try PersonAddress(text)
        let why = try Self.reason(reason, "The release")
        return try await context.editor.edit { session in
            let db = session.database
            guard var hold = try Holds(db: db).standing(on: [address.key]) else {
                throw ServiceError(
                    .notFound, "No hold stands on \(address.text).",
                    hint: "sendboard person holds lists them.")
            }
            try db.execute(
                """
                UPDATE hold SET released_at = \(session.now.storedTime), released_by = \(session.who),
                released_why = \(why) WHERE address = \(address.key) AND \(sql: Predicate.holdStands)
                """)
            try record("release", address, why, in: session)
            hold.release = PersonHold.Release(time: session.now, who: session.who, why: why)
            return hold
        }
    }

    func all() async throws(ServiceError) -> [PersonHold] {
        try await context.store.read { db in try Holds(db: db).all() }
    }

    private func record(
        _ action: String, _ address: PersonAddress, _ why: String, in session: EditSession
    ) throws {
        _ = try AuditQueries.append(
            AuditRecord(
                time: session.now, who: session.who, connection: session.connection, action: action,
                target: ResourceID(session.connection, .person, address.key), title: address.text, reason: why
            ),
            in: session.database)
    }

    private static func reason(_ text: String, _ what: String) throws(ServiceError) -> String {
        let reason = text.trimmingBlanks
        guard !reason.isEmpty, TextRule.fault(ofLine: reason, limit: 400) == nil else {
            throw ServiceError(
                .invalid, "\(what) needs a reason, in one line of at most 400 characters.",
                hint: "Say why; it is kept in the audit trail.", field: "reason")
        }
        return reason
    }
}
