package import FoundationEssentials
package import ServiceCore
import Store

/// Reads what became of messages by the id that their sender gave them.
struct MessageFateQueries {
    let db: ReadTransaction
    let account: Int64

    /// More than anybody reads; an address that a machine opens all day has no end of them.
    private static let mostEvents = 10_000

    /// Not-sent and cancelled rows are left out.
    static let rows = """
        SELECT d.id, \(StoredAddress.shown("d")) AS address, d.state, coalesce(d.bytes, a.size, 0) AS size, s.id AS submission, s.message,
        s.created_at
        FROM submission s JOIN batch b ON b.id = s.batch JOIN delivery d ON d.submission = s.id
        LEFT JOIN archive a ON a.delivery = d.id
        WHERE s.unique_id = ? AND \(Predicate.submissionNamed) AND b.account = ? AND d.state NOT IN (7, 9)
        ORDER BY s.id, d.ordinal LIMIT ? OFFSET ?
        """

    static func events(of deliveries: [Int64]) -> String {
        """
        SELECT delivery, kind, at, ip, agent FROM event
        WHERE delivery IN (\(list(deliveries))) AND kind IN (2, 7, 8, 9, 10, 11, 12, 13)
        ORDER BY id LIMIT \(mostEvents)
        """
    }

    func page(_ uniqueID: String, skipping count: Int, limit: Int) throws -> [MessageFate] {
        let rows = try SQLRow.fetchAll(db, cached: SQL(text: Self.rows, [uniqueID, account, limit, count]))
        guard !rows.isEmpty else { return [] }
        let events = try events(of: rows.map { $0["id"] })
        let submissions = Set(rows.map { $0["submission"] as Int64 })
        let sizes = try attachmentSizes(of: submissions.sorted())
        var messages: [Int64: FrozenMessage] = [:]
        var subjects = FilledSubjects(sources: MailSourceQueries(db: db), account: account)
        return try rows.map { row in
            let submission: Int64 = row["submission"]
            let message = try messages[submission] ?? FrozenMessage(json: row["message"])
            messages[submission] = message
            return fate(
                row, message, try subjects.subject(of: message, to: row["id"]), sizes[submission] ?? 0,
                events[row["id"]] ?? [])
        }
    }

    private func events(of deliveries: [Int64]) throws -> [Int64: [SQLRow]] {
        let rows = try SQLRow.fetchAll(db, SQL(text: Self.events(of: deliveries)))
        return Dictionary(grouping: rows) { $0["delivery"] }
    }

    private func attachmentSizes(of submissions: [Int64]) throws -> [Int64: Int] {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT a.submission, sum(length(c.bytes)) FROM attachment a JOIN content c ON c.id = a.content
            WHERE a.submission IN (\(sql: Self.list(submissions))) GROUP BY a.submission
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    private static func list(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ", ") }

    private func fate(
        _ row: SQLRow, _ message: FrozenMessage, _ subject: String, _ attachmentSize: Int, _ events: [SQLRow]
    ) -> MessageFate {
        let kinds = Dictionary(grouping: events) { EventKind(number: $0["kind"]) ?? .unknown }
        let handedOver = kinds[.accepted]?.first.map { $0["at"] as Int64 }
        let state = StoredDeliveryState(rawValue: row["state"]) ?? .unknown
        return MessageFate(
            address: row["address"], sender: message.from, subject: subject, size: row["size"],
            attachmentSize: attachmentSize, outcome: Self.outcome(state, Set(kinds.keys)),
            time: Date(storedTime: handedOver ?? row["created_at"]),
            opens: (kinds[.open] ?? []).map(Self.visit), clicks: (kinds[.click] ?? []).map(Self.visit))
    }

    private static func visit(_ event: SQLRow) -> MessageFate.Visit {
        .init(ip: event["ip"] ?? "", agent: event["agent"] ?? "", time: Date(storedTime: event["at"]))
    }

    /// What a person did tells more than what a server said, and bad news more than good.
    private static func outcome(
        _ state: StoredDeliveryState, _ kinds: Set<EventKind>
    ) -> MessageFate.Outcome {
        if kinds.contains(.complaint) { return .complaint }
        if state == .bounced || state == .refused || kinds.contains(.bounceHard) { return .hardBounce }
        if kinds.contains(.click) { return .click }
        if kinds.contains(.open) { return .open }
        if state == .delivered || kinds.contains(.delivered) { return .delivered }
        let isSoft = state == .deferred || state == .expired || kinds.contains(.bounceSoft)
        return isSoft ? .softBounce : .sent
    }
}

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

/// What became of a message on its way to one recipient.
package struct MessageFate: Sendable, Hashable {
    package let address: String
    package let sender: String
    package let subject: String
    /// In bytes; 0 before it is written.
    package let size: Int
    package let attachmentSize: Int
    package let outcome: Outcome
    /// When it was handed over; before that, when it was taken in.
    package let time: Date
    /// The oldest first, as are the clicks.
    package let opens: [Visit]
    package let clicks: [Visit]

    /// The furthest that it came.
    package enum Outcome: Sendable, Hashable {
        case sent, delivered, softBounce, hardBounce, complaint, open, click
    }

    /// Somebody's, or some machine's, look at the message or one of its links.
    package struct Visit: Sendable, Hashable {
        package let ip: String
        package let agent: String
        package let time: Date
    }
}
