import Testing

@testable import Mail

@Suite struct FieldTextTests {
    private func fill(_ text: String, _ kind: FieldText.Kind, _ values: [String: String] = [:]) -> String {
        FieldText(text, as: kind).filled { values[$0] }
    }

    @Test func `a field is filled, or has its default, or is empty`() {
        let text = "Hello {{first_name|friend}}{{ title }}, {{Order.No-1}}"
        #expect(
            fill(text, .text, ["first_name": "Kim", "title": " Dr", "Order.No-1": "17"]) == "Hello Kim Dr, 17"
        )
        #expect(fill(text, .text, ["first_name": ""]) == "Hello friend, ")
        #expect(fill("{{Name}}", .text, ["name": "x"]) == "")
    }

    @Test(arguments: ["{{#if x}}", "{{ a b }}", "{{}}", "{{|x}}", "{{open", "a { b } {{", "{{{x}}}"])
    func `braces around anything else stay as they are`(_ text: String) {
        let filled = fill(text, .text, ["x": "1"])
        #expect(filled == (text == "{{{x}}}" ? "{{{x}}}" : text))
    }

    @Test func `in a header a value stays in its line`() {
        #expect(fill("Hi {{n}}", .header, ["n": "a\r\nBcc: b@c.example"]) == "Hi a Bcc: b@c.example")
    }

    @Test(arguments: [
        ("<p>{{v}}</p>", "<p>&lt;b&gt; &amp; &quot;x&quot;&#39;</p>"),
        ("<p title=\"{{v}}\">", "<p title=\"&lt;b&gt; &amp; &quot;x&quot;&#39;\">"),
        (
            "<a href=\"https://x.example/?q={{v}}\">",
            "<a href=\"https://x.example/?q=%3Cb%3E%20%26%20%22x%22%27\">"
        ),
        ("<p title={{v}}>", "<p title=%3Cb%3E%20%26%20%22x%22%27>"),
        (
            "<script>f('{{v}}')</script>{{v}}",
            "<script>f('\\u{3c}b\\u{3e}\\u{20}\\u{26}\\u{20}\\u{22}x\\u{22}\\u{27}')</script>&lt;b&gt; &amp; &quot;x&quot;&#39;"
        ),
        (
            "<!-- {{v}} --><i>{{v}}</i>",
            "<!-- &lt;b&gt; &amp; &quot;x&quot;&#39; --><i>&lt;b&gt; &amp; &quot;x&quot;&#39;</i>"
        ),
    ])
    func `in HTML a value is escaped for its place`(_ text: String, _ filled: String) {
        #expect(fill(text, .html, ["v": "<b> & \"x\"'"]) == filled)
    }

    @Test(arguments: [
        ("https://x.example/?a=1&b=2", "<a href=\"https://x.example/?a=1&amp;b=2\">"),
        ("javascript:alert(1)", "<a href=\"javascript%3Aalert%281%29\">"),
        ("data:text/html,x", "<a href=\"data%3Atext%2Fhtml%2Cx\">"),
    ])
    func `a whole address is one of the web's or mail's, else it leads nowhere`(
        _ value: String, _ filled: String
    ) {
        #expect(fill("<a href=\"{{v}}\">", .html, ["v": value]) == filled)
    }
}
