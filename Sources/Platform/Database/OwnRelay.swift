import FoundationEssentials
import ServiceCore
import Store

/// A relay that some senders name for themselves, beside the data directory's: one pool, rest and warm-up for all who name it.
///
/// Its id is never given to another, so that what was queued for it goes by no other.
package struct OwnRelay: Sendable, Hashable {
    package let id: Int64
    /// Who named it first, and when.
    package let setting: RelaySetting

    /// Those that anybody names.
    static func all(in db: ReadTransaction) throws -> [OwnRelay] {
        try SQLRow.fetchAll(db, cached: "SELECT id, setting FROM own_relay ORDER BY id").map(Self.init)
    }

    static func ids(in db: ReadTransaction) throws -> [Int64] {
        try Int64.fetchAll(db, cached: "SELECT id FROM own_relay ORDER BY id")
    }

    static func find(_ id: Int64, in db: ReadTransaction) throws -> OwnRelay? {
        try SQLRow.fetchOne(db, cached: "SELECT id, setting FROM own_relay WHERE id = \(id)").map(Self.init)
    }

    static func named(_ url: String, in db: ReadTransaction) throws -> OwnRelay? {
        try SQLRow.fetchOne(db, cached: "SELECT id, setting FROM own_relay WHERE url = \(url)").map(Self.init)
    }

    private init(row: SQLRow) throws {
        let text: String = row[1]
        (id, setting) = (row[0], try JSONText.read(text))
    }

    /// The one with the setting's URL, made where there is none.
    static func made(_ setting: RelaySetting, in db: WriteTransaction) throws -> Int64 {
        if let known = try named(setting.url, in: db) { return known.id }
        return try db.insert(
            into: "own_relay", [("url", setting.url), ("setting", try JSONText.text(setting))])
    }
}

extension TransportSetting {
    /// Of one that senders name, or with nil of the directory's own.
    static func relay(_ id: Int64?, in db: ReadTransaction) throws -> RelaySetting? {
        guard let id else { return try current(.email, in: db) }
        return try OwnRelay.find(id, in: db)?.setting
    }

    /// Keeps what is decided about it.
    static func keep(_ setting: RelaySetting, relay id: Int64?, in db: WriteTransaction) throws {
        guard let id else { return try set(setting, .email, in: db) }
        try db.execute("UPDATE own_relay SET setting = \(try JSONText.text(setting)) WHERE id = \(id)")
    }
}
