import Foundation
import GRDB

/// A table that hostile rows are planted in, beneath the program, which would refuse most of them.
struct HostileTable {
    let name: String
    /// Columns that get any bytes.
    let texts: [String]
    /// Columns that get any bytes and a number, so that no two rows have the same.
    var uniques: [String] = []
    /// Columns that must be whole numbers of their own.
    var numbers: [String] = []
    /// Columns that a copy must not share with its original.
    var empties: [String] = []
    /// Columns of bytes that no two rows share.
    var marks: [String] = []
    /// Which rows are copied.
    var originals = "1"
    /// What makes a row to copy where the demo has none.
    var first: String?

    static let all = [
        HostileTable(
            name: "account",
            texts: ["account_name", "contact_name", "company_name", "bounce_url", "xheader1"],
            uniques: ["uuid", "short_name", "username"], empties: ["api_key_sealed", "api_key_hmac"]),
        HostileTable(
            name: "sender", texts: ["name", "dkim_selector", "dkim_value", "spf_value", "check_detail"],
            uniques: ["address"]),
        HostileTable(
            name: "sending_domain", texts: ["dkim_value", "spf_value", "check_detail"], uniques: ["name"]),
        HostileTable(name: "tracking_domain", texts: ["cname_found", "check_detail"], uniques: ["name"]),
        HostileTable(name: "smtp_user", texts: [], uniques: ["name"]),
        HostileTable(
            name: "contact", texts: ["first_name", "last_name", "fields", "sex", "invalid_why"],
            uniques: ["email"], numbers: ["numid"], empties: ["phone"]),
        HostileTable(name: "grp", texts: ["description"], uniques: ["name"]),
        HostileTable(name: "saved_filter", texts: ["query"], uniques: ["name"]),
        HostileTable(name: "global_variable", texts: ["value"], uniques: ["name"]),
        HostileTable(
            name: "template", texts: ["subject", "html", "text", "fields"], uniques: ["name"]),
        HostileTable(
            name: "campaign",
            texts: ["title", "subject", "from_name", "from_address", "reply_to", "message", "state_why"],
            uniques: ["uuid"], numbers: ["numid"], empties: ["launch_key", "api_key_sealed", "api_key_hmac"],
            originals: "state IN ('draft', 'finished')"),
        HostileTable(name: "batch", texts: ["trace"], uniques: ["uuid"]),
        HostileTable(
            name: "suppression", texts: ["reason", "note", "lifted_by", "lifted_why"], uniques: ["address"]),
        HostileTable(
            name: "event", texts: ["rule", "detail", "agent", "ip", "enhanced"], uniques: ["address"],
            empties: ["delivery", "ext_id"]),
        HostileTable(name: "hook", texts: ["description", "events"], uniques: ["webhook_id", "url"]),
        HostileTable(
            name: "audit", texts: ["who", "console", "action", "target", "title", "why", "before", "after"],
            empties: ["undo_of", "undo"]),
        HostileTable(
            name: "unclassified_report", texts: ["why", "sender", "recipient", "subject", "text"],
            marks: ["digest"],
            first: """
                INSERT INTO unclassified_report (at, why, sender, recipient, subject, bytes, digest)
                VALUES (0, '', '', '', '', 1, x'00')
                """),
    ]

    static func plantAll(_ count: Int, in database: DatabaseQueue) throws {
        try database.write { db in
            var texts = HostileText(seed: 7)
            for table in all { try table.plant(count, &texts, in: db) }
        }
    }

    /// Fills the table up with `count` copies of its rows, each with texts of its own.
    func plant(_ count: Int, _ texts: inout HostileText, in db: Database) throws {
        if let first { try db.execute(sql: first) }
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name])
            // Ids and keys are made anew for each row.
            .filter { $0 != "id" && $0 != "name_key" }
        let rows = try Row.fetchAll(
            db, sql: "SELECT \(columns.joined(separator: ", ")) FROM \(name) WHERE \(originals) LIMIT 50")
        // The text must be one to SQLite without ever having been a Swift string.
        let places = columns.map { isText($0) ? "CAST(? AS TEXT)" : "?" }.joined(separator: ", ")
        let insert = try db.makeStatement(
            sql: "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(places))")
        for number in 0..<count {
            let row = rows[number % rows.count]
            let values = columns.map { value(of: $0, number, row, &texts) }
            try insert.execute(arguments: StatementArguments(values.map(\.databaseValue)))
        }
    }

    private func isText(_ column: String) -> Bool { texts.contains(column) || uniques.contains(column) }

    private func value(
        of column: String, _ number: Int, _ row: Row, _ texts: inout HostileText
    ) -> any DatabaseValueConvertible {
        if empties.contains(column) { return DatabaseValue.null }
        if numbers.contains(column) { return 1_000_000 + number }
        if marks.contains(column) { return Data("\(number)".utf8) }
        if uniques.contains(column) {
            // The number comes first: a key is made of what stands before a NUL.
            return Data(Array("\(number)-".utf8) + texts.next().map(Self.lowerCase) + Array("@x".utf8))
        }
        return isText(column) ? Data(texts.next()) : row[column] as DatabaseValue
    }

    /// Addresses are kept in lower case, which the table insists on.
    private static func lowerCase(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
}
