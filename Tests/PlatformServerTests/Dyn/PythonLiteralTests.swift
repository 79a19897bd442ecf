import Testing

@testable import PlatformServer

@Suite struct PythonLiteralTests {
    @Test(arguments: [
        (#"['a@x.com', 'b@x.com']"#, ["a@x.com", "b@x.com"]), (#"[u'a', U"b"]"#, ["a", "b"]), ("[]", []),
        (#" [ 'a' , ] "#, ["a"]), (#"["it's", 'say "hi"', 'it\'s']"#, ["it's", "say \"hi\"", "it's"]),
        (#"['\xe9', '\u65e5', '\U0001f600', '\\', 'a\nb']"#, ["é", "日", "😀", "\\", "a\nb"]),
        ("[1, None, True]", ["1", "None", "True"]), ("['日本, é']", ["日本, é"]),
    ])
    func `a printed list is read`(text: String, items: [String]) {
        #expect(PythonLiteral.list(text) == items)
    }

    @Test(arguments: [
        "", "a@x.com", "[", "['a'", "['a' 'b']", "['a]", "['a']x", "['\\", "['\\x4']", "[,]", "{'a': 'b'}",
        "['\\ud800']",
    ])
    func `anything else is no list`(text: String) {
        #expect(PythonLiteral.list(text) == nil)
    }

    @Test func `a printed dictionary is read in its order, and so is JSON`() throws {
        let printed = try #require(PythonLiteral.dictionary(#"{'X-A': 'b: c', "X-N": 1, 'X-E': ''}"#))
        #expect(printed.map { "\($0.name)=\($0.value)" } == ["X-A=b: c", "X-N=1", "X-E="])
        #expect(PythonLiteral.dictionary(#"{"X-A":"b"}"#)?.first?.value == "b")
        #expect(PythonLiteral.dictionary("{}")?.isEmpty == true)
    }

    @Test(arguments: ["", "{", "{'a'}", "{'a': }", "{'a': 'b'", "['a']", "{'a': 'b'} c", "{'a': {'b': 'c'}}"])
    func `anything else is no dictionary`(text: String) {
        #expect(PythonLiteral.dictionary(text) == nil)
    }
}
