import Testing

@testable import Mail

@Suite struct MessageLinksTests {
    @Test(
        arguments: [
            ("<a href=\"https://a.test/x?a=1&amp;b=2\">x</a>", ["https://a.test/x?a=1&b=2"]),
            (
                "<A HREF=HTTP://a.test>x</A><area href='https://b.test/'>",
                ["HTTP://a.test", "https://b.test/"]
            ),
            ("<a href=' https://a.test/ '>x</a>", ["https://a.test/"]),
            (
                "<a href='https://a.test/?p={{first name}}&q=1'>x</a>",
                ["https://a.test/?p={{first name}}&q=1"]
            ),
            ("<a href='https://a.test'>1</a><a href='https://a.test'>2</a>", ["https://a.test"]),
            ("<a href='{{unsubscribe_url|https://u.test}}'>no</a>", []),
            ("<a href='https://{{host}}/x'>no</a><a href='https:///x'>no</a>", []),
            ("<a href='mailto:a@b.test'>m</a><a href='javascript:x()'>j</a><a href='/here'>h</a>", []),
            ("<!-- <a href='https://a.test'> --><img src='https://a.test/i.png'>https://c.test", []),
        ] as [(String, [String])])
    func `links of a page are those that can be clicked on`(html: String, links: [String]) {
        #expect(MessageLinks.links(html: html, text: "https://text.test") == links)
    }

    @Test(
        arguments: [
            ("See https://a.test/x. Or (http://b.test/y)?", ["https://a.test/x", "http://b.test/y"]),
            ("<https://a.test/a_(b)>, https://a.test/a_(b)!", ["https://a.test/a_(b)"]),
            ("now:HTTPS://a.test\nhttps://", ["HTTPS://a.test"]), ("write to a@b.test: thanks", []), ("", []),
        ] as [(String, [String])])
    func `a text without a page has links, too`(text: String, links: [String]) {
        #expect(MessageLinks.links(html: "", text: text) == links)
    }

    @Test func `no message is read for more links than anybody writes, or longer ones`() {
        let many = (0..<500).map { "https://a.test/\($0)" }.joined(separator: " ")
        #expect(MessageLinks.links(html: "", text: many).count == 200)
        let long = "https://a.test/" + String(repeating: "x", count: 3_000)
        #expect(MessageLinks.links(html: "<a href='\(long)'>x</a>", text: "").isEmpty)
    }
}
