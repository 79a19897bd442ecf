import Testing

@testable import ViewModels

@Suite struct LineHistoryTests {
    @Test func `it goes back line by line, and on again to what was being typed`() {
        var history = LineHistory(["one", "two"])
        #expect(history.newer() == nil)
        #expect(history.older(than: "dra") == "two")
        #expect(history.older(than: "two") == "one")
        #expect(history.older(than: "one") == nil)
        #expect(history.newer() == "two")
        #expect(history.newer() == "dra")
        #expect(!history.isGoneThrough)
    }

    @Test func `a line stands in it once, at the end, and the oldest go`() {
        #expect(LineHistory.adding("a", to: ["a", "b"]) == ["b", "a"])
        #expect(LineHistory.adding("", to: ["a"]) == ["a"])
        let many = (0..<100).reduce([]) { LineHistory.adding("\($1)", to: $0) }
        #expect(many.count == 50 && many.last == "99" && many.first == "50")
    }
}
