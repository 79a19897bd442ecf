import ServiceCore
import Testing

@Suite struct LongTextTests {
    private static let huge = "Spring sale " + String(repeating: "ñ", count: 5_000_000)

    @Test func `a line shows the size and the start`() {
        let line = LongText.line(Self.huge)
        #expect(line.hasPrefix("10 MB: Spring sale ñññ"))
        #expect(line.hasSuffix("ñ…"))
        #expect(line.count < 250)
        #expect(LongText.line("Spring sale") == "Spring sale")
    }

    @Test func `a page shows the start and how much of all it is`() {
        let page = LongText.page(Self.huge)
        #expect(page.hasPrefix("Spring sale ñ"))
        #expect(page.hasSuffix("…\n(the first 262.1 kB of 10 MB)"))
        #expect(LongText.page("a\nb") == "a\nb")
    }

    @Test func `no character is cut in two`() {
        let text = String(repeating: "日", count: 100_000)
        #expect(!LongText.page(text).contains("\u{FFFD}"))
        #expect(!LongText.sortable(text).contains("\u{FFFD}"))
    }

    @Test func `a row is called by the line of its name, and sorted by its start`() {
        var campaign = Campaign(id: ResourceID("a", .campaign, "1"), account: "a", title: Self.huge)
        let row = Row(campaign)
        #expect(row.name == LongText.line(Self.huge))
        campaign.title = "Summer sale"
        #expect(RowOrder("title").places(row, before: Row(campaign)))
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (12_345, "12.3 kB"),
        (1_000_000, "1 MB"), (10_485_760, "10.4 MB"),
    ])
    func `sizes read as numbers of their own unit`(_ bytes: Int, _ text: String) {
        #expect(NumberText.size(bytes) == text)
    }
}
