import FoundationEssentials
import ServiceCore
import Store

/// What is marked on a contact apart from what a form edits: flags, counts, the last event.
struct ContactMarks: Sendable, Equatable {
    var invalidAt: Int64?
    var invalidWhy: String?
    var whitelistedAt: Int64?
    var hardCount: Int
    var softCount: Int
    var lastEventAt: Int64?
    var lastEventKind: Int?

    static func of(_ contact: Int64, in db: ReadTransaction) throws -> ContactMarks? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT invalid_at, invalid_why, whitelisted_at, hard_count, soft_count, last_event_at,
                last_event_kind FROM contact WHERE id = \(contact)
                """
        ).map(ContactMarks.init)
    }

    var columns: ColumnValues {
        [
            ("invalid_at", invalidAt), ("invalid_why", invalidWhy), ("whitelisted_at", whitelistedAt),
            ("hard_count", hardCount), ("soft_count", softCount), ("last_event_at", lastEventAt),
            ("last_event_kind", lastEventKind),
        ]
    }

    /// The columns that differ from these others.
    func columns(changedFrom before: ContactMarks) -> ColumnValues {
        zip(columns, before.columns).filter { $0.value?.sqlValue != $1.value?.sqlValue }.map(\.0)
    }

    /// Notes an event as the last.
    mutating func note(_ event: EventKind, at time: Int64) {
        (lastEventAt, lastEventKind) = (time, event.number)
    }

    /// Puts these back where an edit had left `after`; what has been counted since then stays counted.
    func restore(on contact: Int64, from after: ContactMarks, in db: WriteTransaction) throws {
        guard let now = try Self.of(contact, in: db) else { return }
        var restored = self
        restored.hardCount += max(0, now.hardCount - after.hardCount)
        restored.softCount += max(0, now.softCount - after.softCount)
        if now.lastEventAt != after.lastEventAt || now.lastEventKind != after.lastEventKind {
            (restored.lastEventAt, restored.lastEventKind) = (now.lastEventAt, now.lastEventKind)
        }
        try db.update("contact", id: contact, restored.columns, isEdit: false)
    }
}

extension ContactMarks {
    /// Those of a row of `contact`.
    init(_ row: SQLRow) {
        invalidAt = row["invalid_at"]
        invalidWhy = row["invalid_why"]
        whitelistedAt = row["whitelisted_at"]
        hardCount = row["hard_count"]
        softCount = row["soft_count"]
        lastEventAt = row["last_event_at"]
        lastEventKind = row["last_event_kind"]
    }

    /// Those of a contact that has been read.
    init(_ contact: Contact) {
        invalidAt = contact.invalidSince?.readTime
        invalidWhy = contact.invalidReason.isEmpty ? nil : contact.invalidReason
        whitelistedAt = contact.whitelistedSince?.readTime
        hardCount = contact.hardBounces ?? 0
        softCount = contact.softBounces ?? 0
        lastEventAt = contact.lastEventAt?.readTime
        lastEventKind = contact.lastEvent.flatMap(EventKind.init)?.number
    }

    /// Has a contact show these.
    func show(on contact: inout Contact) {
        contact.invalidSince = invalidAt.map(Date.init(storedTime:))
        contact.invalidReason = invalidWhy ?? ""
        contact.whitelistedSince = whitelistedAt.map(Date.init(storedTime:))
        contact.hardBounces = hardCount
        contact.softBounces = softCount
        contact.lastEventAt = lastEventAt.map(Date.init(storedTime:))
        contact.lastEvent = lastEventKind.flatMap { EventKind(number: $0)?.rawValue }
    }
}

extension Date {
    /// The stored time that this was read from: rounded down as others are, one in some would be a millisecond early.
    fileprivate var readTime: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
