import Testing

@testable import Mail

@Suite struct TextFromHTMLTests {
    @Test(arguments: [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"), ("a<br>b<br/>c", "a\nb\nc\n"),
        ("<html><head><title>t</title><style>p{}</style></head><body> Hi\n  there </body>", "Hi there\n"),
        ("<script>alert('<p>x</p>')</script>ok<!-- <p>no</p> -->", "ok\n"),
        ("Tom &amp; J&eacute;r&#244;me &#x20AC;5 &unknown; & co", "Tom & Jérôme €5 &unknown; & co\n"),
        (
            "<a href=\"https://x.example/?a=1&amp;b=2\">See <b>here</b></a>!",
            "See here <https://x.example/?a=1&b=2>!\n"
        ),
        ("<a href='HTTPS://x.example'>here</a>", "here <HTTPS://x.example>\n"),
        ("<a href='https://x.example'>https://x.example</a>", "https://x.example\n"),
        ("<a href=\"javascript:x()\">click</a>", "click\n"),
        ("<ul><li>One</li><li>Two</li></ul>after", "* One\n* Two\n\nafter\n"),
        ("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>", "A B\nC\n"),
        ("<img src=x alt=\"Our logo\">", "Our logo\n"), ("<pre>a\n  b</pre>", "a\n  b\n"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2\n"), ("", ""), ("<p", ""), ("<a href=", ""), ("<!--", ""),
    ])
    func `a page becomes text in paragraphs and lines, links named behind their words`(
        _ html: String, _ text: String
    ) {
        #expect(TextFromHTML.text(html) == text)
    }
}
