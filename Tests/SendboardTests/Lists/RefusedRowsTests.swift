import Foundation
import ServiceCore
import Testing

@testable import sendboard

/// The file of the rows that were not taken.
@Suite struct RefusedRowsTests {
    private let folder =
        FileManager.default.temporaryDirectory.path + "/sendboard-refused-\(UUID().uuidString)"
    private var list: String { folder + "/people.csv" }

    private func inFolder(_ body: () throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body()
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func rows(_ place: RefusedRows.Place) throws -> RefusedRows {
        let rows = RefusedRows(place, headings: ["email"])
        try rows.add(RefusedRow(line: 7, reason: "wrong", cells: ["=a, b"]))
        return rows
    }

    @Test func `it has its name once it is whole, and no other file is left`() throws {
        try inFolder {
            let rows = try rows(.beside(list: list))
            #expect(try names().map { $0.hasSuffix(".part") } == [true])
            #expect(try rows.finish() == folder + "/people-refused.csv")
            #expect(try names() == ["people-refused.csv"])
            let text = try String(contentsOfFile: folder + "/people-refused.csv", encoding: .utf8)
            #expect(text == "line,refused because,email\r\n7,wrong,\"'=a, b\"\r\n")
        }
    }

    @Test func `a name that is taken while it is written is left alone`() throws {
        try inFolder {
            let (one, other) = (try rows(.beside(list: list)), try rows(.beside(list: list)))
            #expect(try one.finish() == folder + "/people-refused.csv")
            #expect(try other.finish() == folder + "/people-refused-2.csv")
            #expect(try names() == ["people-refused-2.csv", "people-refused.csv"])
        }
    }

    @Test func `a file that a person names is never overwritten`() throws {
        try inFolder {
            let path = folder + "/wrong.csv"
            let rows = try rows(.path(path))
            try "mine".write(toFile: path, atomically: false, encoding: .utf8)
            #expect(throws: ServiceError.self) { try rows.finish() }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
            #expect(try names() == ["wrong.csv"])
        }
    }

    @Test func `what is given up, and a list without wrong rows, leave no file`() throws {
        try inFolder {
            try rows(.beside(list: list)).discard()
            try rows(.nowhere).discard()
            #expect(try RefusedRows(.beside(list: list), headings: []).finish() == nil)
            #expect(try rows(.beside(list: "-")).finish() == nil)
            #expect(try names() == [])
        }
    }
}
