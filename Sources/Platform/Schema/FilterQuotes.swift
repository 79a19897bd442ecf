import ServiceCore
import Store

/// Quotes what stored filters say with commas and `~`, which meant themselves when they were stored.
///
/// A filter may be an audience, so what it lets through must not change with the grammar: those that are saved, those that
/// campaigns took over, and those of deleted rows that may be put back.
struct FilterQuotes {
    static let migration = "10 filter quotes"

    let db: WriteTransaction

    /// The columns that hold a filter, and how each is written anew.
    private static let places: [(table: String, column: String, rewrite: @Sendable (String) -> String)] = [
        ("saved_filter", "query", { FilterLine($0).literal.text }), ("campaign", "audience", audience),
    ]

    /// Takes note of the entries that tell of filters as they were before: the trail itself is never written anew.
    ///
    /// It is a step before the one that quotes, though it came later: in a file that has been quoted already nobody knows
    /// any more which entries those are.
    func noteTrail() throws {
        guard try !Migrations.hasTaken(Self.migration, in: db),
            let last = try Int64.fetchOne(db, "SELECT max(id) FROM audit")
        else { return }
        try MetaKey.lastPlainFilter.set(String(last), in: db)
    }

    func run() throws {
        for place in Self.places {
            try rewrite(place.table, place.column) { place.rewrite($0) }
            try rewrite("deleted_row", "data", of: "source = '\(place.table)' AND is_tie = 0") { data, id in
                try deleted(data, id, place.column, place.rewrite)
            }
        }
    }

    @Sendable private static func audience(_ json: String) -> String {
        var spec = AudienceSpec(json: json)
        guard spec.kind == .filter, let query = spec.query else { return json }
        spec.query = FilterLine(query).literal.text
        return spec.query == query ? json : spec.json
    }

    private func rewrite(_ table: String, _ column: String, by write: (String) -> String) throws {
        try rewrite(table, column, of: "1 = 1") { text, _ in write(text) }
    }

    /// Few columns hold a comma or `~`; the others stay as they are.
    private func rewrite(
        _ table: String, _ column: String, of rows: String, by write: (String, Int64) throws -> String
    ) throws {
        let found = try SQLRow.fetchAll(
            db,
            """
            SELECT id, \(sql: column) FROM \(sql: table)
            WHERE \(sql: rows) AND (\(sql: column) LIKE '%:%,%' OR \(sql: column) LIKE '%:%~%')
            """)
        for row in found {
            let (id, text): (Int64, String) = (row[0], row[1])
            let written = try write(text, id)
            guard written != text else { continue }
            try db.execute("UPDATE \(sql: table) SET \(sql: column) = \(written) WHERE id = \(id)")
        }
    }

    /// Rows that a deletion kept, with one of their columns written anew.
    private func deleted(
        _ data: String, _ id: Int64, _ column: String, _ write: (String) -> String
    ) throws -> String {
        let columns: [String] = try JSONText.read(
            try String.fetchOne(db, "SELECT columns FROM deleted_row WHERE id = \(id)") ?? "[]")
        guard let place = columns.firstIndex(of: column) else { return data }
        var rows: [[StoredValue]] = try JSONText.read(data)
        for index in rows.indices {
            guard case .text(let text) = rows[index][place].value else { continue }
            rows[index][place] = StoredValue(.text(write(text)))
        }
        return try JSONText.text(rows)
    }
}
