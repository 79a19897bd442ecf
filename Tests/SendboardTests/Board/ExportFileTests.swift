import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import ViewModels
@testable import sendboard

@Suite final class ExportFileTests {
    private let directory =
        FileManager.default.temporaryDirectory.path + "/sendboard-export-\(UUID().uuidString)"
    private let people = FakeStore()

    init() throws {
        people.putContacts(["kim@example.test", "ana@example.test"])
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory) }
    }

    private func export(_ name: String, failing problem: ServiceError? = nil) async throws -> Int {
        let operations = try #require(people.connection().resources[.contact])
        var listing = try #require(operations.operations.list)
        if let problem {
            listing = Listing(sortable: []) { _ async throws(ServiceError) in throw problem }
        }
        return try await ExportFile(path: directory + "/" + name).write(
            RowExport(
                path: name, listing: listing, schema: operations.schema, filter: .all, sort: nil))
    }

    @Test(arguments: ["people.csv", "people.json", "PEOPLE.CSV", "People.Json"])
    func `all rows are written, and nothing beside them`(name: String) async throws {
        #expect(try await export(name) == 2)
        #expect(try files == [name])
        let text = try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
        #expect(text.contains("kim@example.test") && text.contains("ana@example.test"))
    }

    @Test func `a CSV says which connection each row is of, as JSON does`() async throws {
        _ = try await export("people.csv")
        let text = try String(contentsOfFile: directory + "/people.csv", encoding: .utf8)
        let lines = text.split(separator: "\r\n")
        #expect(lines[0].hasPrefix("id,connection,") && lines[1].contains(",fake,"))
    }

    @Test func `a failure leaves no half a file`() async throws {
        let problem = ServiceError(.unavailable, "Down.")
        await #expect(throws: problem) { try await export("people.json", failing: problem) }
        #expect(try files.isEmpty)
    }

    @Test func `a file that is there stays as it is`() async throws {
        try Data("mine".utf8).write(to: URL(filePath: directory + "/people.csv"))
        let error = try await #require(throws: ServiceError.self) { try await export("people.csv") }
        #expect(error.code == .conflict)
        #expect(try String(contentsOfFile: directory + "/people.csv", encoding: .utf8) == "mine")
        #expect(try files == ["people.csv"])
    }
}
