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

    @Test func `one is one, all else many`() {
        #expect(NumberText.counted(1, "row") == "1 row")
        #expect(NumberText.counted(0, "row") == "0 rows")
        #expect(NumberText.counted(1200, "entry", "entries") == "1,200 entries")
    }
}
