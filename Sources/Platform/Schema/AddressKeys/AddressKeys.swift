import FoundationEssentials
import ServiceCore
import Store

/// "2 address keys": addresses and names get the keys that tell them apart, and what was written stands beside.
///
/// Rows in plain ASCII have their key already and are passed over in SQL; the others are taken one by one. It reads
/// and writes columns by their names alone, so that what the platform reads later does not change what it does.
struct AddressKeys {
    let db: WriteTransaction
    let now: Date

    static func run(_ db: WriteTransaction) throws {
        try db.execute(SQL(text: columns))
        let step = AddressKeys(db: db, now: Date())
        var report = UpgradeReport()
        try step.keySuppressions()
        try step.keyRecipients()
        try step.keyContacts(&report)
        try step.keyWhitelist()
        try step.keyDeliveries()
        try step.keySenders(&report)
        try step.keyAccounts(&report)
        try NameKeys(db: db).run(&report)
        try step.foldSearch()
        try MetaKey.upgradeNotice.set(report.text, in: db)
    }

    private static let columns = """
        ALTER TABLE contact ADD COLUMN email_written TEXT;
        ALTER TABLE suppression ADD COLUMN written TEXT;
        ALTER TABLE sender ADD COLUMN written TEXT;
        ALTER TABLE delivery ADD COLUMN written TEXT;
        ALTER TABLE event ADD COLUMN written TEXT;
        """

    /// Whether a column's address may have another key than itself; null has none.
    static func isUnkeyed(_ column: String) -> String {
        "(\(column) IS NOT NULL AND NOT \(SendRuleSQL.isPlain(column)) AND address_key(\(column)) IS NOT \(column))"
    }

    /// Whether a column holds more than ASCII.
    static func isForeign(_ column: String) -> String {
        "length(\(column)) <> length(CAST(\(column) AS BLOB))"
    }

    /// Rows of whose text the search made something else than it does now: final sigma, Cherokee, some Slavonic letters.
    private func foldSearch() throws {
        let rows = try SQLRow.fetchAll(
            db,
            """
            SELECT id, coalesce(email_written, email), first_name, last_name, phone FROM contact
            WHERE search GLOB '*[ς\u{1C80}-\u{1C88}\u{AB70}-\u{ABBF}\u{13F8}-\u{13FD}]*'
            """)
        for row in rows {
            let (first, last): (String, String) = (row[2], row[3])
            try db.execute(
                """
                UPDATE contact
                SET search = \(SearchFolding.searchText(email: row[1], first: first, last: last, phone: row[4])),
                name_sort = \(SearchFolding.nameSortKey(last: last, first: first))
                WHERE id = \(row[0] as Int64)
                """)
        }
    }
}
