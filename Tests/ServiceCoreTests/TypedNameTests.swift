import ServiceCore
import Testing

@Suite struct TypedNameTests {
    @Test(arguments: [
        ("Campaña 2026 – otoño", "Campaña 2026 – otoño"), ("José", "José"), ("日本", "日本"),
        ("Весна", "Весна"), ("ฤดูใบไม้ผลิ", "ฤดูใบไม้ผลิ"), ("عربي", "عربي"), ("  Ana   Bo ", "Ana Bo"),
        ("Spring\u{00A0}\tsale", "Spring sale"), ("https://a.example/in?x=1", "https://a.example/in?x=1"),
        ("🎉 Spring 🎉 sale", "Spring sale"), ("👩‍👩‍👧 Family", "Family"), ("1\u{FE0F}\u{20E3} first", "1 first"),
        ("\u{202E}abc\u{202C}", "abc"), ("z\u{200B}ed", "zed"), ("\u{1b}[31mred", "[31mred"),
        ("\u{301}Ana", "Ana"), ("---", "---"),
    ])
    func `all that can be typed is asked for, as it is shown`(name: String, asked: String) {
        #expect(TypedName(name).asked == asked)
    }

    @Test(arguments: [
        ("A campaign with a very long name", "A campaign with a very"),
        ("a-very-long-campaign-name-in-one-word", "a-very-long-campaign"),
        ("https://ñandú.example/путь/к/событиям", "https://ñandú.example"),
        ("https://mailnotifications.example/in", "https://mailnotifications"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"),
        ("Primavera en Asunción y alrededores", "Primavera en Asunción y"),
    ])
    func `of a long name its first words are asked for`(name: String, asked: String) {
        #expect(TypedName(name).asked == asked)
    }

    @Test(arguments: [
        "Verão – 50 % off for all of our customers", "verão – 50 %", "Verão – 50 % off",
        "Verao – 50 % off for all",
        "Verão – 50 % off for al", "", "1", "yes",
    ])
    func `less than was asked for, or other letters, are refused`(typed: String) {
        let name = TypedName("Verão – 50 % off for all of our customers")
        #expect(name.accepts(typed) == (typed == name.text))
    }

    @Test(arguments: [
        "Verão – 50 % off for all of our customers", "Verão – 50 % off for all",
        "Vera\u{303}o - 50 % off for all of",
        "  Verão  –  50 % off  for all ",
    ])
    func `the whole, or its first words, are taken however they were typed`(typed: String) {
        #expect(TypedName("Vera\u{303}o  –  50 % off for all of our customers").accepts(typed))
    }

    @Test func `pictures may be typed or left out`() {
        let name = TypedName("🎉 “Spring” sale 🎉")
        #expect(name.accepts("\"Spring\" sale") && name.accepts("🎉 “Spring” sale 🎉"))
        #expect(!name.accepts("🎉") && !name.accepts("Spring sale"))
    }

    @Test(arguments: ["🎉🎉", "", "   ", "\u{301}", "\u{378}\u{E000}", "\u{202E}\u{200B}", "1\u{200B}"])
    func `where nothing can be typed the number stands for the name, then the id`(title: String) {
        var campaign = Campaign(
            id: ResourceID("a", .campaign, "0123456789ab"), account: "acme", title: title)
        #expect(TypedName(of: Row(campaign)).asked == (title.hasPrefix("1") ? "1" : "01234567"))
        campaign.numid = 57
        #expect(TypedName(of: Row(campaign)).asked == (title.hasPrefix("1") ? "1" : "57"))
    }

    @Test func `where the first word is longer than a line the number stands for the name`() {
        let name = String(repeating: "ab", count: 40)
        #expect(TypedName(firstOf: [name, "57"]).asked == "57")
        #expect(TypedName(name).asked == name)
    }

    @Test func `what has neither is called what it is`() {
        let campaign = Campaign(id: ResourceID("a", .campaign, "🎉"), account: "acme", title: "🎉")
        #expect(TypedName(of: Row(campaign)).asked == "campaign")
    }
}
