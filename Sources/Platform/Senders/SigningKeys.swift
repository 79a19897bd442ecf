import Foundation
import ServiceCore
import Store

/// The sealed private keys of senders and sending domains.
struct SigningKeys: Sendable {
    let table: String

    func sealed(of id: Int64, in db: ReadTransaction) throws -> Data? {
        try Data.fetchOne(db, "SELECT dkim_key_sealed FROM \(sql: table) WHERE id = \(id)")
    }

    /// Puts a key in place of the one before; what was looked up belonged to that one.
    func set(_ sealed: Data?, of id: Int64, in db: WriteTransaction) throws {
        try db.update(
            table, id: id, [("dkim_key_sealed", sealed), ("dkim_state", "unchecked")], isEdit: false)
    }
}
