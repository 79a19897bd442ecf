import Testing

@testable import Platform

/// Where links lead: nowhere but to the host that the sender wrote.
///
/// Case X5.
@Suite struct LinkTargetTests {
    private func url(_ template: String, _ values: [String: String] = [:]) -> String? {
        LinkTarget.address(template) { values[$0] }
    }

    @Test func `an address of the web stays as it is`() {
        for address in [
            "https://shop.example", "http://shop.example:8080/a?b=c&d=%20#e",
            "HTTPS://Shop.Example/A".lowercased(),
            "https://user@shop.example/", "https://[2001:db8::7]/x",
        ] { #expect(url(address) == address) }
    }

    @Test(arguments: [
        "javascript:alert(1)", "//evil.example", "/local", "data:text/html,x", "ftp://shop.example",
        "mailto:a@b.example",
        "https://", "https:///path", "https://{{host}}/", "https://a{{x}}.example/",
        "https://shop.example:99999/",
        "https://sh op.example/", "https://shop.example\\@evil.example/", "",
    ])
    func `what is none leads nowhere`(template: String) {
        #expect(url(template, ["host": "evil.example", "x": "y"]) == nil)
    }

    @Test func `a value cannot become another part of the address`() {
        #expect(
            url("https://s.example/{{p}}", ["p": "//evil.example"]) == "https://s.example/%2F%2Fevil.example")
        #expect(url("https://s.example/?a={{p}}", ["p": "1&b=2#c"]) == "https://s.example/?a=1%26b%3D2%23c")
        #expect(
            url("https://s.example/{{p}}", ["p": "x\r\nSet-Cookie: a=b"])
                == "https://s.example/x%0D%0ASet-Cookie%3A%20a%3Db")
    }

    @Test func `nothing of it breaks a header`() {
        #expect(url("https://s.example/a b\r\nX: y") == "https://s.example/a%20b%0D%0AX:%20y")
        #expect(url("https://s.example/é") == "https://s.example/%C3%A9")
        #expect(url("https://bücher.example/") == "https://xn--bcher-kva.example/")
    }

    @Test func `a field without a value takes what stands in for it`() {
        #expect(url("https://s.example/?n={{name|you there}}") == "https://s.example/?n=you%20there")
        #expect(url("https://s.example/?n={{name}}") == "https://s.example/?n=")
    }
}
