import ServiceCore
import Store

/// What happened to recipients, from their events: kinds, replies and links, each once.
enum DeliveryHappenings {
    /// The kinds of event that keep what the receiving side said.
    static let replying: [EventKind] = [
        .accepted, .refused, .deferred, .bounceSoft, .bounceHard, .unknown,
    ]

    static func tell(
        _ ids: [Int64], to deliveries: inout [Int64: Delivery], in db: ReadTransaction
    ) throws {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT e.delivery, e.kind, coalesce(e.detail, ''), coalesce(l.url, '')
            FROM event e LEFT JOIN link l ON l.id = e.link
            WHERE e.delivery IN (\(sql: ids.map(String.init).joined(separator: ", "))) ORDER BY e.id
            """)
        for id in ids { deliveries[id]?.events = [] }
        for row in rows {
            guard let kind = EventKind(number: row[1]) else { continue }
            deliveries[row[0] as Int64]?.take(kind, detail: row[2], link: row[3])
        }
    }
}

extension Delivery {
    fileprivate mutating func take(_ kind: EventKind, detail: String, link: String) {
        if events?.contains(kind) == false { events?.append(kind) }
        if DeliveryHappenings.replying.contains(kind), !detail.isEmpty, !replies.contains(detail) {
            replies.append(detail)
        }
        if !link.isEmpty, !links.contains(link) { links.append(link) }
    }
}
