import FoundationEssentials
import ServiceCore
import Store

/// Which groups a contact is in, by their names.
enum Memberships {
    /// Makes these the contact's groups; names that the account does not have become groups.
    ///
    /// - Returns: the groups that were made.
    static func set(
        _ names: [String], of contact: Int64, account: Int64, at now: Date, in db: WriteTransaction
    ) throws -> [Int64] {
        var made: [Int64] = []
        var wanted: Set<Int64> = []
        for name in names {
            if let group = try NameIdentity.row(called: name, in: "grp", account: account, db) {
                wanted.insert(group["id"])
            } else {
                let id = try db.insert(
                    into: "grp", [("account", account), ("name", name), ("created_at", now.storedTime)])
                made.append(id)
                wanted.insert(id)
            }
        }
        let current = Set(
            try Int64.fetchAll(db, "SELECT grp FROM grp_member WHERE contact = \(contact)"))
        for id in current.subtracting(wanted) {
            try db.execute("DELETE FROM grp_member WHERE grp = \(id) AND contact = \(contact)")
        }
        for id in wanted.subtracting(current) {
            try db.execute("INSERT INTO grp_member (grp, contact) VALUES (\(id), \(contact))")
        }
        return made
    }

    /// Names that are no group of the account, and the group that each was probably meant for.
    static func missing(
        _ names: [String], account: Int64, in db: ReadTransaction
    ) throws -> [(name: String, nearest: String?)] {
        let unknown = try names.filter {
            try NameIdentity.row(called: $0, in: "grp", account: account, db) == nil
        }
        guard !unknown.isEmpty else { return [] }
        let known = try String.fetchAll(db, "SELECT name FROM grp WHERE account = \(account) ORDER BY name")
        return unknown.map { ($0, NearestName.to($0, among: known)) }
    }

    /// Removes groups that an edit made, unless somebody has used or edited them since.
    static func removeUnused(_ groups: [Int64], in db: WriteTransaction) throws {
        for id in groups {
            try db.execute("DELETE FROM grp WHERE id = \(id) AND member_count = 0 AND rev = 1")
        }
    }
}
