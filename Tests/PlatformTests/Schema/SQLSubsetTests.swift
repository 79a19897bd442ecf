import Foundation
import Testing

/// Queries are written in what SQLite and PostgreSQL share; tables, triggers and the sample's making are an engine's own.
@Suite struct SQLSubsetTests {
    /// What SQLite alone takes, and the files that ask for it until `Store` spells it for each engine.
    private static let known: [String: Set<String>] = [
        "INSERT OR ": ["AnswerQueries", "Contents", "SnapshotQueries+List", "SnapshotQueries"],
        "UPDATE OR ": ["ClockStep+Deliveries"],
        "INDEXED BY": ["ContactOrder"],
        " GLOB ": ["SendRuleSQL"],
        "PRAGMA ": ["BulkLoad"],
        "pragma_": ["References", "TableColumns"],
        "sqlite_": ["EngineResuming", "HandOverBalance", "PlatformStore", "References"],
        "strftime(": ["EngineLock"],
        "instr(": ["EventTest", "ReportQueries", "UnknownFields"],
        // A sign before a column keeps an index from being taken for it.
        "AND +": ["AccountMailEvents", "EventCondition", "ReportQueries", "SnapshotQueries"],
        "\"+e.": ["EventTest"],
        "lastInsertedRowID": ["Batches", "Contents", "DeliveryTransaction", "SnapshotQueries+List"],
        " IS \\(": ["ContactFields", "SuppressionQueries"],
    ]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/Platform").standardizedFileURL

    /// The files that hold a text, by their names.
    private static func files(holding text: String) throws -> Set<String> {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { path in
            path.hasSuffix(".swift") && !path.contains("Schema/") && !path.contains("Sample")
        }
        let found = try paths.filter {
            try String(contentsOf: sources.appending(path: $0), encoding: .utf8).contains(text)
        }
        return Set(found.map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
    }

    @Test func `the files are read`() throws {
        #expect(try Self.files(holding: "SELECT ").count > 50)
    }

    @Test(arguments: known.keys.sorted())
    func `no further query asks for what SQLite alone takes`(_ word: String) throws {
        let further = try Self.files(holding: word).subtracting(Self.known[word] ?? [])
        #expect(further.isEmpty, "“\(word)” stands in \(further.sorted())")
    }
}
