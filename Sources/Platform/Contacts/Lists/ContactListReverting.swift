import ServiceCore
import Store

/// Takes back what a list did to contacts.
struct ContactListReverting: ImportReverting {
    /// So many rows have the indices built once, at the end, where nobody sends.
    var loadingFrom = BulkLoading.fewestContacts

    /// What is kept of a contact that a list changes, in this order.
    static let columns = names.joined(separator: ", ")

    private static let names = [
        "email", "email_written", "phone", "first_name", "last_name", "age", "sex", "fields", "allows_email",
        "allows_sms", "operation", "name_sort", "search", "updated_at",
    ]

    func loading(_ context: PlatformContext) -> BulkLoading? {
        // A row that is put back must not have a number that is another's by now.
        BulkLoading.contacts(
            context, from: loadingFrom, areGoing: true, hasPhones: true,
            watch: ListWatch(progress: { [tell = context.options.progress] told in
                told.stage.map { tell(WorkProgress($0)) }
            }))
    }

    func takeBack(_ part: ImportPart, of list: StoredImport, in db: WriteTransaction) throws -> Int {
        var left = 0
        if let made = part.made { left += try remove(made, of: list, in: db) }
        for row in part.rest.changed { if try !restore(row, in: db) { left += 1 } }
        // By the members themselves: where indices are taken down nothing counts them.
        for group in part.rest.groups {
            try db.execute(
                cached: """
                    DELETE FROM grp WHERE id = \(group) AND rev = 1
                    AND NOT EXISTS (SELECT 1 FROM grp_member WHERE grp = \(group))
                    """)
        }
        return left
    }

    private func remove(_ ids: ClosedRange<Int64>, of list: StoredImport, in db: WriteTransaction) throws
        -> Int
    {
        let own: SQL = """
            c.id BETWEEN \(ids.lowerBound) AND \(ids.upperBound) AND c.account = \(list.account)
            """
        let unchanged: SQL = """
            \(own) AND c.rev = 1 AND \(sql: ContactTable.untouched)
            AND NOT \(sql: Holds.isHeld("c.email", "c.phone"))
            """
        try AddressMark.giveBack(ofThose: unchanged, in: db)
        try db.execute("DELETE FROM contact AS c WHERE \(unchanged)")
        return try Int.fetchOne(db, "SELECT count(*) FROM contact c WHERE \(own)") ?? 0
    }

    /// - Returns: false where somebody has edited it since, or somebody else has its number by now.
    private func restore(_ row: ImportPart.Changed, in db: WriteTransaction) throws -> Bool {
        let isFree = try Bool.fetchOne(
            db, cached: "SELECT rev = \(row.revision) FROM contact WHERE id = \(row.id)")
        guard isFree == true, row.values.count == Self.names.count else { return false }
        let phone = row.values[2].value
        let isTaken = try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM contact c JOIN contact o
                ON o.account = c.account AND o.phone = \(phone) AND o.phone IS NOT NULL AND o.id <> c.id
                WHERE c.id = \(row.id))
                """)
        if isTaken == true { return false }
        let sets = zip(Self.names, row.values).map { SQL("\(sql: $0) = \($1.value)") }
        try db.execute(
            cached: "UPDATE contact SET \(sets.joined(", ")), rev = rev + 1 WHERE id = \(row.id)")
        for group in row.joined {
            try db.execute(
                cached: "DELETE FROM grp_member WHERE grp = \(group) AND contact = \(row.id)")
        }
        let mark: AddressMark? = try row.note.map { try JSONText.read($0) }
        try mark?.giveBack(from: row.id, in: db)
        return true
    }
}
