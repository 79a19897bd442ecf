import PlatformServer
import Testing

@Suite struct RequestFieldsTests {
    @Test func `names and values are decoded, in their order, repeats kept`() {
        let fields = RequestFields(encoded: "to=a%40x.com&to=b%40x.com&subject=a+b%2Bc&empty=&bare".utf8)
        #expect(fields.all("to") == ["a@x.com", "b@x.com"])
        #expect(fields["subject"] == "a b+c")
        #expect(fields["empty"] == "" && fields["bare"] == "")
        #expect(fields["absent"] == nil)
    }

    @Test func `more fields than any call has are not read`() {
        let fields = RequestFields(encoded: String(repeating: "a&", count: 20_000).utf8)
        #expect(fields.isWhole && fields.fields.count == 20_000)
        let more = RequestFields(encoded: String(repeating: "a&", count: 20_001).utf8)
        #expect(!more.isWhole && more.fields.count == 20_000)
        #expect(RequestFields(encoded: "&&a=1&&b=2&".utf8).fields.map(\.name) == ["a", "b"])
    }

    @Test(arguments: [("100%", "100%"), ("%zz", "%zz"), ("%4", "%4"), ("%ff", "\u{FFFD}"), ("%00", "\0")])
    func `what is no encoding stands for itself`(encoded: String, shown: String) {
        #expect(RequestFields(encoded: "a=\(encoded)".utf8)["a"] == shown)
    }
}
