import Foundation
import ServiceCore
import Store

/// Finds out why a message to an address would or would not go out, account by account.
struct PersonTracing: Sendable {
    let context: PlatformContext

    /// More events than these are left to the activity.
    static let mostEvents = 500

    func trace(_ text: String) async throws(ServiceError) -> PersonTrace {
        let (address, channel) = Self.address(text)
        let now = context.clock()
        return try await context.store.read { db in
            let queries = TraceQueries(db: db, address: address, channel: channel, now: now)
            let knowing = try queries.knowing()
            let owners = knowing.isEmpty ? try queries.sending() : knowing
            let causes = TraceCauses(db: db)
            let events = try queries.events(limit: Self.mostEvents)
            return PersonTrace(
                address: try queries.shown(),
                verdicts: try owners.map {
                    try AccountTrace($0, queries, causes).verdict(on: context.connection)
                },
                events: try EventQueries(connection: context.connection).events(events, in: db))
        }
    }

    /// What an address or a number is known by; what is neither is looked for as it is.
    static func address(_ text: String) -> (String, Channel) {
        let plain = text.trimmingBlanks
        guard !plain.contains("@"), plain.contains(where: \.isNumber) else {
            return (AddressRules.key(of: plain), .email)
        }
        return (PhoneNumber.sought(plain) ?? plain, .sms)
    }
}

/// By whom or by what something came to be, for the trace.
struct TraceCauses {
    let db: ReadTransaction

    /// Who made an entry, or the campaign that its event came from.
    func suppression(_ entry: TraceQueries.Entry) throws -> String {
        if let who = try who("create", .suppression, entry.id, at: entry.at) { return who }
        guard let event = entry.sourceEvent else { return "" }
        return try campaign("e.id = \(event)") ?? ""
    }

    /// Who invalidated a contact, or the campaign whose bounces did, with their number.
    func invalidation(of person: TraceQueries.Person) throws -> String {
        guard let at = person.marks.invalidAt else { return "" }
        let why = person.marks.invalidWhy ?? ""
        if let who = try who("invalidate", .contact, person.id, at: at) { return who }
        let event = try campaign(
            """
            e.contact = \(person.id) AND e.kind = \(sql: EventKind.invalidated.number)
            AND e.at = \(at)
            """)
        guard let event else { return why }
        return why.isEmpty ? event : "\(event): \(why)"
    }

    /// The edit's own time tells it from one on an earlier row of the same id.
    private func who(
        _ action: String, _ kind: ResourceKind, _ id: Int64, at time: Int64
    ) throws -> String? {
        try String.fetchOne(
            db,
            """
            SELECT who FROM audit WHERE target_kind = \(kind.rawValue) AND target = \(String(id))
            AND action = \(action) AND at = \(time)
            ORDER BY id DESC LIMIT 1
            """)
    }

    private func campaign(_ condition: SQL) throws -> String? {
        try String.fetchOne(
            db,
            """
            SELECT 'campaign ' || c.title FROM event e JOIN campaign c ON c.id = e.campaign
            WHERE \(condition) LIMIT 1
            """)
    }
}
