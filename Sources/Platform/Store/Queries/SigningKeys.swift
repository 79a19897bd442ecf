import Foundation
import GRDB
import ServiceCore

/// The sealed private keys of senders and sending domains.
struct SigningKeys: Sendable {
    let table: String

    func sealed(of id: Int64, in db: Database) throws -> Data? {
        try Data.fetchOne(db, sql: "SELECT dkim_key_sealed FROM \(table) WHERE id = ?", arguments: [id])
    }

    /// Puts a key in place of the one before; what was looked up belonged to that one.
    func set(_ sealed: Data?, of id: Int64, in db: Database) throws {
        try db.update(
            table, id: id, [("dkim_key_sealed", sealed), ("dkim_state", "unchecked")], isEdit: false)
    }
}
