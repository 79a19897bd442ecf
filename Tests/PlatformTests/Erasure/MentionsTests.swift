import ServiceCore
import Testing

@testable import Platform

@Suite struct MentionsTests {
    private static let person = Mentions(["ana@a.example", "+4915123456789"], name: "erased-1")

    @Test(arguments: [
        ("ana@a.example", "erased-1"), ("Write to ANA@a.example.", "Write to erased-1."),
        ("<ana@a.example>, <bo@a.example>", "<erased-1>, <bo@a.example>"),
        ("{\"email\":\"ana@a.example\"}", "{\"email\":\"erased-1\"}"),
        ("https://x.example/u?e=ana%40a.example&n=1", "https://x.example/u?e=erased-1&n=1"),
        ("+4915123456789,+491512345678", "erased-1,+491512345678"),
    ])
    func `the person is replaced wherever a text names them`(text: String, left: String) {
        #expect(Self.person.replaced(in: text) == left)
        #expect(Self.person.isIn(text))
    }

    @Test(arguments: [
        "joana@a.example", "ana@a.example.org", "ana@a.example-mail.org", "x.ana@a.example",
        "+49151234567890",
        "ana at a.example", "",
    ])
    func `an address that only begins or ends alike is another's`(text: String) {
        #expect(Self.person.replaced(in: text) == text)
        #expect(!Self.person.isIn(text))
    }

    @Test func `entries that follow one another are named by their ends`() {
        #expect(AuditErasing.ranges([9, 3, 4, 5]) == "3-5, 9")
        #expect(AuditErasing.ranges([]) == "")
    }

    @Test(arguments: ["kim@Example.test", " KIM@example.test ", "Kim@EXAMPLE.test."])
    func `one person is one address, however it is typed`(text: String) throws {
        #expect(try PersonAddress(text) == PersonAddress("kim@example.test"))
        #expect(try PersonAddress(text).channel == .email)
    }

    @Test(arguments: ["", "kim", "kim@", "@example.test", "12"])
    func `what is neither an address nor a number is refused`(text: String) {
        #expect(throws: ServiceError.self) { try PersonAddress(text) }
    }
}
