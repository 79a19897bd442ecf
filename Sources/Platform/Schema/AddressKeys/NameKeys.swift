import ServiceCore
import Store

/// Gives the names of groups, filters and templates their keys, which triggers keep from then on, and variables' names
/// their one composition.
struct NameKeys {
    let db: WriteTransaction

    func run(_ report: inout UpgradeReport) throws {
        for (table, word) in [("grp", "group"), ("saved_filter", "filter"), ("template", "template")] {
            try db.execute("ALTER TABLE \(sql: table) ADD COLUMN name_key TEXT")
            try key(table, word, &report)
            try db.execute(SQL(text: Self.keeping(table)))
        }
        try composeVariables(&report)
    }

    private static func keeping(_ table: String) -> String {
        """
        CREATE UNIQUE INDEX \(table)_name_key ON \(table) (account, name_key);
        CREATE TRIGGER \(table)_name_insert AFTER INSERT ON \(table) BEGIN
            UPDATE \(table) SET name_key = name_key(new.name) WHERE id = new.id;
        END;
        CREATE TRIGGER \(table)_name_update AFTER UPDATE OF name ON \(table) BEGIN
            UPDATE \(table) SET name_key = name_key(new.name) WHERE id = new.id;
        END;
        """
    }

    /// Of two that have become one name the younger gets a number: whose audience it is must not change by itself.
    private func key(_ table: String, _ word: String, _ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(db, "SELECT id, account, name FROM \(sql: table) ORDER BY id")
        var taken: [Int64: Set<NameKey>] = [:]
        for row in rows {
            let (account, name): (Int64, String) = (row[1], row[2])
            var free = name
            var number = 1
            while !taken[account, default: []].insert(NameKey(free)).inserted {
                number += 1
                free = "\(name) (\(number))"
            }
            if free != name { report.renamed.append("\(word) “\(name)” to “\(free)”") }
            try db.execute(
                """
                UPDATE \(sql: table) SET name = \(free), name_key = \(NameKey(free).text)
                WHERE id = \(row[0] as Int64)
                """)
        }
    }

    private func composeVariables(_ report: inout UpgradeReport) throws {
        let rows = try SQLRow.fetchAll(
            db, "SELECT id, name FROM global_variable WHERE \(sql: AddressKeys.isForeign("name")) ORDER BY id"
        )
        for row in rows {
            let name: String = row[1]
            let composed = name.composed
            guard !composed.utf8.elementsEqual(name.utf8) else { continue }
            try db.execute(
                """
                UPDATE OR IGNORE global_variable SET name = \(composed) WHERE id = \(row[0] as Int64)
                """)
            if db.changesCount == 0 { report.left.append("variable \(name)") }
        }
    }
}
