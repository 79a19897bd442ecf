import Mail
import Platform
import ServiceCore
import Testing

@testable import PlatformServer

@Suite struct DynMailboxesTests {
    private func read(_ values: String...) throws -> [String] {
        try DynMailboxes.read(values, field: "to").map { "\($0.name)|\($0.address)" }
    }

    @Test(arguments: [
        ("Kim@X.com", ["|Kim@X.com"]), (" <kim@x.com> ", ["|kim@x.com"]),
        ("Kim Lee <kim@x.com>", ["Kim Lee|kim@x.com"]), ("\"Lee, Kim\" <kim@x.com>", ["Lee, Kim|kim@x.com"]),
        ("\"a \\\"b\\\" \\\\c\" <kim@x.com>", ["a \"b\" \\c|kim@x.com"]),
        ("a@x.com,, b@x.com ,", ["|a@x.com", "|b@x.com"]), ("", []),
        ("José <josé@exämple.de>, b@x.com", ["José|josé@exämple.de", "|b@x.com"]),
    ])
    func `an address field is read`(text: String, wanted: [String]) throws {
        #expect(try read(text) == wanted)
    }

    @Test(arguments: [
        "kim", "kim@x", "a@b@x.com", "Kim kim@x.com", "Kim <kim>", "\"Kim <kim@x.com>", "a \"b\" <kim@x.com>",
        "kim@x.com>", "<kim@x.com", "<a@x.com, b@x.com>", "\u{0}<kim@x.com>", "a b@x.com",
    ])
    func `what is neither an address nor a name with one is refused`(text: String) {
        let error = #expect(throws: ServiceError.self) { try read(text) }
        #expect(error?.message.hasPrefix("to “") == true)
    }

    @Test func `several values are one list`() throws {
        #expect(try read("a@x.com", "['b@x.com', 'C <c@x.com>']") == ["|a@x.com", "|b@x.com", "C|c@x.com"])
    }
}
