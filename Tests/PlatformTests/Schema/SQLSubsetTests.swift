import Foundation
import Testing

/// Queries are written in what SQLite and PostgreSQL share; what differs `SQLDialect` spells. Tables, triggers and the sample's
/// making are an engine's own.
@Suite struct SQLSubsetTests {
    /// What SQLite alone takes, and the files that ask for it all the same.
    private static let known: [String: Set<String>] = [
        "INSERT OR ": [], "REPLACE INTO": [], "INDEXED BY": [], "NOT INDEXED": [], " MATCH ": [], "fts5": [],
        "PRAGMA ": [], "pragma_": [], "sqlite_": [], "rowid": [], "strftime\\(": [], "datetime\\(": [],
        "unixepoch\\(": [], "instr\\(": [], "ifnull\\(": [], "iif\\(": [], "group_concat\\(": [], "json_": [],
        "AS TEXT\\)": [], "AS BLOB\\)": [], " COLLATE ": [], "EXPLAIN ": [],
        // A sign before a column keeps an index from being taken for it.
        "(AND|ON|WHERE) \\+|\"\\+[a-z]\\.": [],
        // PostgreSQL has no word for it: there the rows whose keys are taken go first.
        "UPDATE OR ": ["EngineStep"],
        // Tells most addresses apart before `address_key` is asked, a function that the schema of another engine brings.
        " GLOB ": ["SendRuleSQL"],
        // The greater of two, not of a column; PostgreSQL's own is called otherwise, and gives no null for one.
        "max\\(([a-z.]*_[a-z_]*,|0, [a-z]+_)": [
            "CampaignQueries", "EngineStep", "ContactTable", "DeliveryRow", "HookDispatcher", "LimitDeltas",
            "Unknowns",
        ],
        // Equal, or both null. The standard's IS NOT DISTINCT FROM came with SQLite 3.39, and a system may have one before.
        " IS \\\\\\(": ["SuppressionQueries"],
    ]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources").standardizedFileURL
    private static let folders = ["Platform", "Store/Filters", "Store/Statements", "Store/Transactions"]

    /// The files that hold what a pattern means, by their names.
    private static func files(holding pattern: String) throws -> Set<String> {
        let pattern = try Regex(pattern)
        let found = try folders.flatMap { folder in
            let folder = sources.appending(path: folder)
            return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
                path.hasSuffix(".swift") && !path.contains("Schema/") && !path.contains("Sample")
            }.map { folder.appending(path: $0) }
        }.filter { try String(contentsOf: $0, encoding: .utf8).contains(pattern) }
        return Set(found.map { $0.deletingPathExtension().lastPathComponent })
    }

    @Test func `the files are read`() throws {
        #expect(try Self.files(holding: "SELECT ").count > 50)
    }

    @Test(arguments: known.keys.sorted())
    func `no further query asks for what SQLite alone takes`(_ word: String) throws {
        let (known, files) = (Self.known[word] ?? [], try Self.files(holding: word))
        let further = files.subtracting(known)
        #expect(further.isEmpty, "“\(word)” stands in \(further.sorted())")
        #expect(known.subtracting(files).sorted() == [], "known, and not needed any more")
    }
}
