import Testing

@testable import ViewModels

@Suite struct MarkdownTextTests {
    private func lines(_ markdown: String, width: Int = 30) -> [String] {
        MarkdownText(width: width).lines(of: MarkdownReader.blocks(of: markdown)).map(\.text)
    }

    @Test func `a heading stands at the margin, the text under it a little in`() {
        let page = MarkdownText(width: 30).lines(of: MarkdownReader.blocks(of: "## Times\nAll of one zone."))
        #expect(page.map(\.text) == ["Times", "", "  All of one zone."])
        #expect(page.map(\.style) == [.heading, .blank, .plain])
    }

    @Test func `lines of one paragraph are one text, wrapped anew`() {
        #expect(
            lines("one two three four\nfive six seven\n\nlast") == [
                "  one two three four five six", "  seven", "", "  last",
            ])
    }

    @Test func `the points of a list hang together`() {
        #expect(
            lines("- first of all that there is\n  to say\n- second") == [
                "  - first of all that there is", "    to say", "  - second",
            ])
    }

    @Test func `code is kept as it is, however wide`() {
        #expect(
            lines("```sh\nsend  --to everybody | tail   # | **x**\n\n```\nDone.", width: 12) == [
                "    send  --to everybody | tail   # | **x**", "", "", "  Done.",
            ])
    }

    @Test func `of a link and of a bold word the words stay, of code its marks`() {
        #expect(lines("See [the keys](keys.md), **all** of `u`.") == ["  See the keys, all of `u`."])
    }

    @Test func `columns of a table are aligned, and a bar in a cell is one`() {
        #expect(
            lines("| key | does |\n| --- | --- |\n| `\\|` | pipes |\n|  | nothing |") == [
                "  key  does", "  ---  -------", "  `|`  pipes", "       nothing",
            ])
    }

    @Test func `what is too wide is wrapped in its column, the widest first`() {
        #expect(
            lines("| a | what it does |\n| --- | --- |\n| b | says one thing after another |", width: 20) == [
                "  a  what it does", "  -  ---------------", "  b  says one thing", "     after another",
            ])
    }

    @Test func `heads that are empty are no heads`() {
        #expect(lines("| | |\n| --- | --- |\n| a | b |") == ["  a  b"])
    }
}
