import ServiceCore
import Testing

@Suite struct FilterWordTests {
    @Test(
        arguments: [
            ("", nil, "", "", 0), ("em", nil, "", "em", 0), ("ana em", nil, "", "em", 4),
            ("-em", nil, "", "em", 1),
            ("email:", "email", "", "", 6), ("email:an", "email", "", "an", 6),
            ("email:an,b", "email", "", "b", 9),
            ("-state:in", "state", "", "in", 7), ("n:>=3", "n", ">=", "3", 4),
            ("email:~^a,b", "email", "~", "^a,b", 7),
            ("name:\"Ana B", "name", "", "Ana B", 5), ("name:\"Ana Bo\" st", nil, "", "st", 14),
            ("https://a", nil, "", "https://a", 0), ("email:a-b=c", "email", "", "a-b=c", 6),
        ] as [(String, String?, String, String, Int)])
    func `the word at the end of a line is told apart`(
        line: String, field: String?, sign: String, text: String, start: Int
    ) {
        let word = FilterWord(in: line, at: line.count)
        #expect(word.field == field && word.sign == sign && word.text == text)
        #expect(word.range == start..<line.count)
    }

    @Test func `what stands behind the cursor is another matter`() {
        #expect(FilterWord(in: "email:ana state:x", at: 8).text == "an")
        #expect(FilterWord(in: "email:ana state:x", at: 12).range == 10..<12)
    }

    @Test(arguments: [("not sent", "\"not sent\""), ("a,b", "\"a,b\""), ("~x", "\"~x\""), ("vip", "vip")])
    func `a value is quoted where it would be read as more`(value: String, written: String) {
        #expect(FilterWord.written(value) == written)
    }
}
