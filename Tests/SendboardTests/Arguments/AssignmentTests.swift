import Foundation
import ServiceCore
import Testing

@testable import sendboard

@Suite struct AssignmentTests {
    @Test(arguments: [
        ("name=x", "name", "x"), ("sms-credits=1=2", "sms_credits", "1=2"), ("Name=", "name", ""),
    ])
    func `a field is a name and a value`(text: String, name: String, value: String) {
        let assignment = Assignment(text)
        #expect(assignment?.name == name)
        #expect(assignment?.value == value)
    }

    @Test(arguments: ["kim@example.test", "bounce+kim=example.test@host", "=x", "1=2", "x"])
    func `an address is no field`(text: String) {
        #expect(Assignment(text) == nil)
    }

    private func read(_ text: String) throws -> String {
        try #require(Assignment(text)).read()
    }

    @Test func `a value is what stands there, or the text of the file that is named`() throws {
        let path = NSTemporaryDirectory() + "assigned-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("\u{FEFF}one\r\ntwo\r\n".utf8).write(to: URL(filePath: path))
        #expect(try read("text=@\(path)") == "one\ntwo\n")
        #expect(try read("text=kim@example.test") == "kim@example.test")
        #expect(try read("text=@@kim") == "@kim")
    }

    @Test func `a file that is not there is told on its field, with how a real @ is written`() throws {
        let error = try #require(throws: ServiceError.self) { try read("sender=@/nowhere/x") }
        #expect(error.code == .notFound && error.field == "sender")
        #expect(error.hint == "Write sender=@@… for a value that begins with @.")
    }
}
