import Foundation
import ServiceCore
import Store

/// The table of what is kept of messages that were handed over.
enum ArchiveQueries {
    /// A later attempt's entry takes the place of an earlier one's.
    static func insert(_ entry: ArchiveEntry, at time: Int64, in db: WriteTransaction) throws {
        try db.execute(
            cached: """
                INSERT INTO archive (delivery, segment, offset, length, size, sha256, at)
                VALUES (\(entry.delivery), \(entry.place?.segment), \(entry.place?.offset),
                \(entry.place?.length), \(entry.size), \(Data(entry.sha256)), \(time))
                ON CONFLICT (delivery) DO UPDATE SET segment = excluded.segment, offset = excluded.offset,
                length = excluded.length, size = excluded.size, sha256 = excluded.sha256, at = excluded.at
                """)
    }

    private static let columns = "x.delivery, x.size, x.sha256, x.segment, x.offset, x.length"

    /// The newest archived message of a batch to an address.
    ///
    /// - Parameter account: whose batch it must be; nil for the operator, who sees all.
    static func find(
        batch: String, address: String, account: Int64? = nil, in db: ReadTransaction
    ) throws -> ArchiveEntry? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT \(sql: columns) FROM batch b JOIN delivery d ON \(unindexed: "d.batch") = b.id
                AND d.address = \(AddressRules.key(of: address))
                JOIN archive x ON x.delivery = d.id
                WHERE b.uuid = \(batch.lowercased()) AND b.account = coalesce(\(account), b.account)
                AND x.segment IS NOT NULL
                ORDER BY d.id DESC LIMIT 1
                """
        ).map(entry)
    }

    /// What is kept of one delivery's message; nil where nothing is.
    static func find(delivery: Int64, in db: ReadTransaction) throws -> ArchiveEntry? {
        try SQLRow.fetchOne(
            db, cached: "SELECT \(sql: columns) FROM archive x WHERE x.delivery = \(delivery)"
        ).map(entry)
    }

    /// The archived message that an event is about.
    static func find(event: Int64, in db: ReadTransaction) throws -> ArchiveEntry? {
        try SQLRow.fetchOne(
            db,
            cached: """
                SELECT \(sql: columns) FROM event e JOIN archive x ON x.delivery = e.delivery
                WHERE e.id = \(event) AND x.segment IS NOT NULL
                """
        ).map(entry)
    }

    /// The first archived messages of a batch in a line each: when, to whom, how large.
    static func trace(batch: String, limit: Int = 20, in db: ReadTransaction) throws -> [DatedText] {
        try SQLRow.fetchAll(
            db,
            """
            SELECT x.at, \(sql: StoredAddress.shown("d")), x.size FROM batch b JOIN delivery d
            ON d.batch = b.id
            JOIN archive x ON x.delivery = d.id WHERE b.uuid = \(batch) AND x.segment IS NOT NULL
            ORDER BY d.state, d.id LIMIT \(limit)
            """
        ).map { row in
            let (size, time): (Int, Int64) = (row[2], row[0])
            return "\(Date(storedTime: time)) \(row[1] as String) \(NumberText.grouped(size)) bytes"
        }
    }

    /// Lets go of every message in segments of which none is as young as a time.
    ///
    /// - Returns: the segments that are still named.
    static func forget(before time: Int64, newest: Int, in db: WriteTransaction) throws -> Set<Int> {
        let segments = try SQLRow.fetchAll(
            db,
            """
            SELECT segment, max(at) FROM archive WHERE \(sql: Predicate.archived) GROUP BY segment
            """
        ).map { (number: $0[0] as Int, youngest: $0[1] as Int64) }
        let held = try heldSegments(in: db)
        let old = segments.filter { $0.number < newest && $0.youngest < time && !held.contains($0.number) }
        for segment in old {
            try db.execute(
                """
                UPDATE archive SET segment = NULL, offset = NULL, length = NULL
                WHERE segment = \(segment.number) AND \(sql: Predicate.archived)
                """)
        }
        return Set(segments.map(\.number)).subtracting(old.map(\.number))
    }

    /// Those with a message to somebody whom a hold keeps.
    private static func heldSegments(in db: ReadTransaction) throws -> Set<Int> {
        guard try Holds(db: db).isAnybodyHeld() else { return [] }
        return Set(
            try Int.fetchAll(
                db,
                """
                SELECT DISTINCT x.segment FROM hold h JOIN delivery d ON d.address = h.address
                JOIN archive x ON x.delivery = d.id
                WHERE h.released_at IS NULL AND x.segment IS NOT NULL
                """))
    }

    private static func entry(_ row: SQLRow) -> ArchiveEntry {
        let place = (row[3] as Int?).map { ArchivePlace(segment: $0, offset: row[4], length: row[5]) }
        return ArchiveEntry(
            delivery: row[0], size: row[1], sha256: Array(row[2] as Data), place: place)
    }
}
