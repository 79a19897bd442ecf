import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct TextEditorTests {
    private func edited(_ bytes: [UInt8], from text: String) throws -> String? {
        let path = NSTemporaryDirectory() + "edited-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(filePath: path))
        return try TextEditor.edited(path, from: text)
    }

    @Test func `a byte order mark and carriage returns are no change`() throws {
        #expect(try edited(Array("\u{FEFF}one\r\ntwo\r\n".utf8), from: "one\ntwo\n") == nil)
        #expect(try edited(Array("one\ntwo\n".utf8), from: "one\r\ntwo\r\n") == nil)
        #expect(try edited(Array("\u{FEFF}one\r\n".utf8), from: "two\n") == "one\n")
    }

    @Test func `what is no text is refused, and nothing of it is taken`() throws {
        let error = try #require(throws: ServiceError.self) { try edited([0x4F, 0xFF], from: "one") }
        #expect(error.code == .invalid)
    }
}
