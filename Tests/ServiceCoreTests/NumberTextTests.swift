import ServiceCore
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (12_344, "12,344"), (1_000_005, "1,000,005"),
        (-1234, "-1,234"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `thousands stand apart`(number: Int, text: String) {
        #expect(NumberText.grouped(number) == text)
    }

    @Test(arguments: [
        ("0", 0), ("1000", 1000), ("1,000", 1000), ("1 000", 1000), ("1\u{A0}000", 1000),
        ("1\u{202F}000", 1000),
        ("1_000", 1000), ("1'000", 1000), ("1’000", 1000), ("12,344", 12_344), ("1,000,005", 1_000_005),
        ("-1,234", -1234), ("+7", 7), ("9,223,372,036,854,775,807", Int.max),
    ])
    func `a number is read with its thousands apart or not`(text: String, number: Int) {
        #expect(NumberText.whole(text) == number)
    }

    @Test(arguments: [
        "", "-", "1,5", "1,00", "1,0000", "1000,000", ",000", "1,", "1,000,", "1,000 000", "1.000", "1.5",
        "1e3",
        "0x10", "--1", "１０", "1,000.5", "9,223,372,036,854,775,808", "1, 000", "ten",
    ])
    func `what could be read in two ways is no whole number`(text: String) {
        #expect(NumberText.whole(text) == nil)
    }

    @Test func `one is one, all else many`() {
        #expect(NumberText.counted(1, "row") == "1 row")
        #expect(NumberText.counted(0, "row") == "0 rows")
        #expect(NumberText.counted(1200, "entry", "entries") == "1,200 entries")
    }
}
