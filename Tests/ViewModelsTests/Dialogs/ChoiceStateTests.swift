import Terminal
import Testing

@testable import ViewModels

@Suite struct ChoiceStateTests {
    private func state() -> ChoiceState {
        ChoiceState(title: "Theme", items: ["default", "mono", "night", "noon"].map { .init($0, $0) })
    }

    @Test func `a slash narrows the list, and Enter chooses what is left alone`() {
        var state = state()
        for key in ["/", "n", "o"] as [KeyStroke] { #expect(state.press(key) == .stays) }
        #expect(state.snapshot.items.map(\.title) == ["mono", "noon"])
        #expect(state.snapshot.search == "no" && state.snapshot.room == 4)
        #expect(state.press("o") == .stays)
        #expect(state.press(.enter) == .ends("noon"))
    }

    @Test func `Esc shows all again, at the item in hand`() {
        var state = state()
        for key in ["/", "n", "o", .down, .escape] as [KeyStroke] { #expect(state.press(key) == .stays) }
        #expect(state.snapshot.items.count == 4 && state.snapshot.selected == 3)
        #expect(state.press(.escape) == .leaves)
    }

    @Test func `several left are chosen among by the usual keys`() {
        var state = state()
        for key in ["/", "n", "o", .enter, "j"] as [KeyStroke] { #expect(state.press(key) == .stays) }
        #expect(state.press(.enter) == .ends("noon"))
    }

    @Test func `nothing left is nothing to choose`() {
        var state = state()
        for key in ["/", "x", .enter, .enter, .down] as [KeyStroke] { #expect(state.press(key) == .stays) }
        #expect(state.press(.escape) == .stays)
        #expect(state.snapshot.items.count == 4)
    }
}
