import PlatformServer
import Testing

@Suite struct JSONBoundsTests {
    @Test(arguments: [
        "{}", "", "nonsense", #"{"a": "\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}"#,
        #"[1, "x", {"a": [null]}]"#,
    ])
    func `what is small enough to read is read, right or wrong`(document: String) {
        #expect(JSONBounds.hold(document.utf8))
    }

    @Test func `what is too deep, too long or no UTF-8 is not`() {
        #expect(JSONBounds.hold(String(repeating: "[", count: 32).utf8))
        #expect(!JSONBounds.hold(String(repeating: "[", count: 33).utf8))
        #expect(!JSONBounds.hold(String(repeating: "1,", count: 200_001).utf8))
        #expect(JSONBounds.hold("\"\(String(repeating: ",", count: 200_001))\"".utf8))
        #expect(!JSONBounds.hold([0x7B, 0, 0x7D, 0]))
    }
}
