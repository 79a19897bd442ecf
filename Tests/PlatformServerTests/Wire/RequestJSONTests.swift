import Testing

@testable import PlatformServer

@Suite struct RequestJSONTests {
    private func value(_ text: String) -> RequestValue? { try? RequestJSON.value(Array(text.utf8)) }

    @Test(arguments: [
        "0", "-0", "1.0", "1.50", "1e400", "-1E+5", "89014103211118510720",
        "0.1000000000000000055511151231257827",
    ])
    func `a number stays as it is written`(digits: String) {
        #expect(value(" [\(digits) ]") == .list([.number(digits)]))
    }

    @Test func `values of all kinds are read`() {
        #expect(
            value(
                "\u{feff}{\"a\": [true, false, null, \"\\ud83d\\ude00 \\\"\\/\\n\\u00e9é\"], \"b\": {}, \"a\\u0062\": []}\r\n"
            )
                == .object([
                    "a": .list([.flag(true), .flag(false), .null, .text("😀 \"/\néé")]), "b": .object([:]),
                    "ab": .list([]),
                ]))
        #expect(value(#"{"a": 1, "a": 2}"#) == .object(["a": .number("2")]))
    }

    @Test(arguments: [
        "", " ", "01", "1.", ".5", "+1", "-", "1e", "0x10", "NaN", "tru", "nulll", "[1,]", "[1 2]",
        "{\"a\" 1}", "{a: 1}",
        "{\"a\": 1,}", "\"\\ud800\"", "\"\\ude00\"", "\"\\ud83d\\u0041\"", "\"\\x\"", "\"\\u12\"", "\"a\tb\"",
        "\"abc", "\"\\",
        "[]x", "[", "{\"a\":", "'a'",
    ])
    func `what is no JSON is none`(text: String) {
        #expect(value(text) == nil)
    }

    @Test func `what is no UTF-8 or too deep is none`() {
        #expect((try? RequestJSON.value([0x22, 0xFF, 0x22])) == nil)
        #expect(value(String(repeating: "[", count: 33) + String(repeating: "]", count: 33)) == nil)
    }

    @Test(arguments: [
        ("41", 41), ("41.0", 41), ("4.1e1", 41), ("-0", 0), ("9223372036854775807", Int.max), ("4.5", nil),
        ("1e400", nil),
        ("89014103211118510720", nil), ("9007199254740993.0", nil),
    ])
    func `digits stand for a whole number or for none`(digits: String, number: Int?) {
        #expect(RequestValue.integer(digits) == number)
    }
}
