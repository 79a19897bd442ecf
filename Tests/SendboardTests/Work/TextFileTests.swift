import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct TextFileTests {
    private func read(_ bytes: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "text-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(filePath: path))
        return try TextFile.read(path)
    }

    @Test func `a text is read whichever way its lines end`() throws {
        #expect(try read(Array("\u{FEFF}één\r\ntwo".utf8)) == "één\ntwo")
        #expect(try read([]).isEmpty)
    }

    @Test func `what is no UTF-8 is refused`() throws {
        let error = try #require(throws: ServiceError.self) { try read([0x4F, 0xFF]) }
        #expect(error.code == .invalid && error.hint == "Save the file as UTF-8.")
    }

    @Test(arguments: [
        ("/nowhere/x", ServiceError.Code.notFound), ("/etc/passwd/x", .notFound), ("/tmp", .storage),
        ("/dev/zero", .invalid),
    ])
    func `a path that is no text is refused by what it is`(path: String, code: ServiceError.Code) throws {
        let error = try #require(throws: ServiceError.self) { try TextFile.read(path) }
        #expect(error.code == code && error.message.contains("“\(path)”") && error.hint != nil)
    }
}
