import FoundationEssentials
import ServiceCore
import Store

/// Who is held, asked before anything of a person goes.
struct Holds {
    let db: ReadTransaction

    /// Whether anybody is held at all: mostly nobody is, and nothing need be asked.
    func isAnybodyHeld() throws -> Bool {
        try Bool.fetchOne(
            db, cached: "SELECT EXISTS (SELECT 1 FROM hold WHERE \(sql: Predicate.holdStands))") ?? false
    }

    /// The hold that stands on one of these addresses or numbers.
    func standing(on addresses: [String]) throws -> PersonHold? {
        for address in addresses where !address.isEmpty {
            let row = try SQLRow.fetchOne(
                db,
                cached: """
                    SELECT * FROM hold WHERE address = \(AddressRules.key(of: address))
                    AND \(sql: Predicate.holdStands)
                    """)
            if let row { return Self.hold(row) }
        }
        return nil
    }

    /// - Throws: `.refused` naming who holds one of these, and since when.
    func refuse(_ deed: String, of addresses: [String]) throws {
        if let hold = try standing(on: addresses) { throw hold.refusal(of: deed) }
    }

    /// All of them, the newest first.
    func all(withReleased: Bool = true) throws -> [PersonHold] {
        try SQLRow.fetchAll(
            db, "SELECT * FROM hold WHERE released_at IS NULL OR \(withReleased) ORDER BY at DESC, id DESC"
        ).map(Self.hold)
    }

    /// How the people are written whom a hold keeps now.
    func heldAddresses() throws -> [String] {
        try String.fetchAll(
            db, "SELECT coalesce(written, address) FROM hold WHERE \(sql: Predicate.holdStands)")
    }

    /// Whether a hold stands on an address or number, as a condition on columns of it.
    static func isHeld(_ columns: String...) -> String {
        """
        EXISTS (SELECT 1 FROM hold WHERE address IN (\(columns.joined(separator: ", ")))
        AND \(Predicate.holdStands))
        """
    }

    private static func hold(_ row: SQLRow) -> PersonHold {
        var hold = PersonHold(
            address: row["written"] ?? row["address"], reason: row["reason"], who: row["who"],
            since: Date(storedTime: row["at"]))
        if let time = row["released_at"] as Int64? {
            hold.release = PersonHold.Release(
                time: Date(storedTime: time), who: row["released_by"] ?? "", why: row["released_why"] ?? "")
        }
        return hold
    }
}
