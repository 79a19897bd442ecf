import ServiceCore
import Testing

@Suite struct RegularExpressionTests {
    private func finds(_ source: String, _ text: String) throws -> Bool {
        var matcher = ExpressionMatcher(try RegularExpression(source))
        return matcher.isFound(in: text)
    }

    @Test(arguments: [
        ("ana", "Mariana"), ("^ana$", "ANA"), ("^$", ""), ("a.c", "xabcx"), ("colou?r", "color"),
        ("a+b", "caaab"),
        ("^(info|sales)@", "sales@a.test"), ("[a-c]{2,3}$", "xxabc"), ("^[^0-9]+$", "kim"),
        ("\\d{3}", "a123"),
        ("\\w+@\\w+\\.test", "kim@a.test"), ("^\\S+$", "kim"), ("\\.", "a.b"), ("a{2}", "baab"),
        ("a{2,}", "aaa"),
        ("x*", ""), ("josé", "Jose"), ("JOSE", "josé"), ("straße", "strasse"), ("[é]", "e"),
        ("(?:ab)+c", "ababc"),
        ("a|b|^$", "b"), ("[]x]", "]"), ("[a\\d]", "7"), ("[\\W]", "-"), ("{x}", "a{x}"), ("日.語", "日本語"),
        ("a??b", "b"),
        ("(a|)b", "b"),
    ])
    func `it is found`(source: String, text: String) throws {
        #expect(try finds(source, text))
    }

    @Test(arguments: [
        ("^ana$", "mariana"), ("a.c", "ac"), ("^(info|sales)@", "xsales@a.test"), ("a{3}", "aab"),
        ("[^a]", "aaa"),
        ("\\d", "kim"), ("\\.", "ab"), ("$a", "a"), ("a^", "a"), ("^a{2}$", "aaa"), ("[\\D]", "123"),
    ])
    func `it is not found`(source: String, text: String) throws {
        #expect(try !finds(source, text))
    }

    @Test(arguments: [
        ("", "says nothing"), ("(a", "has a “(” that is not closed"), ("a)", "has a “)” that closes nothing"),
        ("[a", "has a “[” that is not closed"), ("*a", "repeats nothing before its “*”"),
        ("a\\", "ends in a “\\”"), ("(a)\\1", "asks for “\\1”, which a filter does not know"),
        ("(?=a)", "looks around or gives a name, which a filter does not"),
        ("[z-a]", "has a range “z-a” that ends before it begins"),
        ("a{9999}", "repeats from 9999 times; at most 200"),
    ])
    func `what cannot be read is said`(source: String, words: String) {
        let error = #expect(throws: ServiceError.self) { try RegularExpression(source) }
        #expect(error?.message == "The regular expression “\(source)” \(words).")
        #expect(error?.code == .invalid && error?.hint != nil)
    }

    @Test func `one that is long or deep is refused, not carried out`() {
        #expect(throws: ServiceError.self) { try RegularExpression("((a{200}){200}){200}") }
        #expect(throws: ServiceError.self) {
            try RegularExpression(String(repeating: "(", count: 5000) + String(repeating: ")", count: 5000))
        }
    }

    /// What makes others try each way there is takes a look at each letter here.
    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(x+x+)+y"])
    func `an expression that others never end with ends`(source: String) throws {
        let text = String(repeating: "a", count: 50_000) + "!"
        #expect(try !finds(source, text))
    }

    @Test func `one that comes to very many places forgets them and goes on`() throws {
        let letters = (0..<4000).map { $0.isMultiple(of: 7) || $0.isMultiple(of: 11) ? "a" : "b" }.joined()
        #expect(try finds("a.{150}b$", letters + "a" + String(repeating: "b", count: 151)))
        #expect(try !finds("a.{150}b$", letters + String(repeating: "b", count: 300)))
    }

    @Test func `one matcher answers one text after the other`() throws {
        var matcher = ExpressionMatcher(try RegularExpression("^a.*z$"))
        #expect(
            ["abz", "ab", "az", "bz", "ÁZ"].map { matcher.isFound(in: $0) } == [
                true, false, true, false, true,
            ])
    }
}
