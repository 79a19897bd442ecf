import ServiceCore
import Testing

@testable import Platform

@Suite struct TextRuleTests {
    @Test(
        arguments: [
            ("kim@Example.TEST", "kim@Example.TEST"),
            ("Kim.O'Neil+x@a-b.example", "Kim.O'Neil+x@a-b.example"),
            ("josé@bücher.example", "josé@bücher.example"), ("kim", nil), ("kim@", nil),
            ("@example.test", nil),
            ("kim@localhost", nil), ("kim@@example.test", nil), ("a@b@example.test", nil),
            ("kim lee@example.test", nil), ("kim@exa mple.test", nil), (".kim@example.test", nil),
            ("kim..lee@example.test", nil), ("kim@-a.example", nil), ("kim@a_b.example", nil),
            ("kim@example..test", nil), ("<kim@example.test>", nil), ("kim@[127.0.0.1]", "kim@[127.0.0.1]"),
            ("kim@[127.0.0.256]", nil),
            (String(repeating: "k", count: 65) + "@example.test", nil),
        ] as [(String, String?)])
    func `an address has one @, no blanks and a dotted domain, kept as written`(
        text: String, kept: String?
    ) {
        #expect(TextRule.address.normalise(text) == kept)
    }

    @Test(
        arguments: [
            ("T.Shop.example", "t.shop.example"), ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("shop", nil), ("shop.", nil), (".shop.example", nil), ("-a.example", nil), ("a-.example", nil),
            ("a_b.example", nil), ("a b.example", nil), ("Bücher.example", "xn--bcher-kva.example"),
            (String(repeating: "a", count: 64) + ".example", nil),
        ] as [(String, String?)])
    func `a domain has labels of letters, digits and inner hyphens`(text: String, kept: String?) {
        #expect(TextRule.domain.normalise(text) == kept)
    }

    @Test(
        arguments: [
            ("http://a.example/", true), ("HTTPS://a.example:8080/x?y=z#f", true),
            ("ftp://a.example/", false),
            ("javascript:alert(1)", false), ("//a.example/", false), ("http://", false), ("http:///x", false),
            ("http://user:pw@a.example/", false), ("a.example", false),
        ])
    func `a URL is on the web and has a host`(text: String, isRight: Bool) {
        #expect((TextRule.webURL.normalise(text) != nil) == isRight)
    }

    @Test(
        arguments: [
            ("-5.00", true), ("5.30", true), ("+5.45", true), ("0.00", true), ("14.00", true),
            ("-12.00", true),
            ("14.15", false), ("-12.15", false), ("5", false), ("5.3", false), ("5.60", false),
            ("5:30", false),
            ("--5.00", false), ("5.00.00", false), ("", false), ("٥.00", false),
        ])
    func `a time zone is hours and minutes from UTC`(text: String, isRight: Bool) {
        #expect((TextRule.timeZone.normalise(text) != nil) == isRight)
    }

    @Test(
        arguments: [
            ("X-Order", true), ("x-order_2", true), ("X-", false), ("Order", false), ("X-Or:der", false),
            ("X-Ördér", false),
        ])
    func `an X-header begins with X- and goes on with word characters`(text: String, isRight: Bool) {
        #expect((TextRule.xHeader.normalise(text) != nil) == isRight)
    }

    @Test(
        arguments: [
            ("sel1", true), ("s-e_l", true), ("a.b", false), ("a b", false), ("é", false),
            (String(repeating: "a", count: 64), false),
        ])
    func `a DKIM selector has letters, digits, dashes and underscores`(text: String, isRight: Bool) {
        #expect((TextRule.dkimSelector.normalise(text) != nil) == isRight)
    }

    @Test(arguments: [
        "a\rb", "a\nb", "a\r\nBcc: x@y.example", "a\u{0}b", "a\u{1b}[31mb", "a\u{2028}b", "a\u{85}b",
    ])
    func `no line takes a line break or another control character`(text: String) {
        let error = #expect(throws: ServiceError.self) { try FormValues(["title": text]).line("title") }
        #expect(error?.code == .invalid)
        #expect(error?.field == "title")
    }

    @Test func `a block takes line breaks and tabs alone`() throws {
        #expect(try FormValues(["html": "a\r\n\tb"]).block("html") == "a\r\n\tb")
        #expect(throws: ServiceError.self) { try FormValues(["html": "a\u{0}b"]).block("html") }
    }

    @Test func `an empty field clears and an absent one leaves`() throws {
        var city = "Lyon"
        try FormValues([:]).read("city", into: &city)
        #expect(city == "Lyon")
        try FormValues(["city": " "]).read("city", into: &city)
        #expect(city.isEmpty)
    }
}
