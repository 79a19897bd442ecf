import Foundation
import Testing

/// The table of cases leads to the suites that test them, and each of those names its cases.
@Suite struct CaseTests {
    private static let page = "Tests/README.md"
    private static let cases =
        (1...17).map { "S\($0)" } + ["D1", "D2", "X1", "X2", "X5", "X6", "X9"]

    /// The files that a case's row names, from the root.
    private func table() throws -> [String: Set<String>] {
        var table: [String: Set<String>] = [:]
        for line in try SourceTree.text(Self.page).split(separator: "\n") {
            guard let row = line.firstMatch(of: /^\| ([SDX]\d+) \|/) else { continue }
            table[String(row.1)] = Set(line.matches(of: /\]\(([^)]+)\)/).map { "Tests/\($0.1)" })
        }
        return table
    }

    /// The cases that a file names where its suite begins.
    private func named(in file: String) throws -> Set<String> {
        let lines = try SourceTree.text(file).matches(of: /\/\/\/ Cases? ([^.]+)\./)
        return Set(lines.flatMap { $0.1.split(separator: ", ").map(String.init) })
    }

    @Test func `each case has its suites, which are there`() throws {
        let table = try table()
        #expect(Set(table.keys) == Set(Self.cases))
        for (name, files) in table {
            #expect(!files.isEmpty, "\(name)")
            for file in files {
                try #require(SourceTree.exists(file), "\(file)")
                #expect(try named(in: file).contains(name), "\(file) does not name \(name)")
            }
        }
    }

    @Test func `what a suite names stands in the table with it`() throws {
        let table = try table()
        for file in try SourceTree.files(in: "Tests", ".swift") {
            for name in try named(in: file) {
                #expect(table[name]?.contains(file) == true, "\(file) names \(name)")
            }
        }
    }
}
