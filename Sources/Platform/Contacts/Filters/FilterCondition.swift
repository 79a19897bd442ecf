import FoundationEssentials
import ServiceCore
import Store

/// A saved filter as an SQL condition on `contact c`, in the words that the contacts pane takes.
struct FilterCondition {
    let sql: SQL

    /// Its dates are those of the zone that it was saved in, so that it means the same to every process.
    ///
    /// - Throws: `.invalid` for a filter that cannot be read or asks for what no contact has.
    init(_ query: String, zone name: String?, in db: ReadTransaction, now: Date = Date()) throws {
        let zone = name.flatMap(WallZone.init(named:)) ?? .utc
        let parser = FilterParser(schema: ResourceSchema(of: Contact.self), now: now, zone: zone)
        let filter = try parser.parse(query)
        sql = try ContactFields(db: db, connection: "embedded").compiler.condition(filter)
    }
}

enum FilterZones {
    /// Saved filters keep the zone of their dates; those of before were read in UTC, whoever asked.
    static func add(_ db: WriteTransaction) throws {
        try db.execute("ALTER TABLE saved_filter ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC'")
    }
}
