import ServiceCore
import Testing

@testable import ViewModels

@Suite struct UndoListTests {
    private var list = UndoList()

    private mutating func note(_ done: String, isKept: Bool = true) {
        let reversal = isKept ? Reversal(done) { EditOutcome(done) } : nil
        list.note(EditOutcome(done, reversal: reversal, finality: isKept ? nil : "nothing is kept"))
    }

    private mutating func turn(passing known: UndoList.Step.ID?, at time: Duration) -> String {
        switch list.turn(passing: known, at: time) {
        case .nothing: "nothing"
        case .takeBack(let step, _): "back: \(step.done)"
        case .explain(let step, let before): "stays: \(step.done), before \(before?.done ?? "nothing")"
        }
    }

    @Test mutating func `the last step is taken back first`() {
        #expect(turn(passing: nil, at: .zero) == "nothing")
        note("a")
        note("b")
        #expect(turn(passing: nil, at: .zero) == "back: b")
    }

    @Test mutating func `what stays is explained, and passed over once that could be read`() {
        note("a")
        note("gone", isKept: false)
        #expect(turn(passing: nil, at: .seconds(1)) == "stays: gone, before a")
        let told = list.told?.step
        #expect(turn(passing: told, at: .milliseconds(1_200)) == "stays: gone, before a")
        #expect(turn(passing: told, at: .milliseconds(1_450)) == "back: a")
        #expect(list.steps.map(\.done) == ["a"])
    }

    @Test mutating func `what was taken back is told in the words of the edit where a platform has none`()
        throws
    {
        note("opens are not tracked any more")
        let step = try #require(list.last)
        #expect(step.told(undoneAs: "undone: untrack-opens") == "undone: “opens are not tracked any more”")
        #expect(step.told(undoneAs: "kim taken off the whitelist") == "kim taken off the whitelist")
    }

    @Test mutating func `one that was refused is passed over the second time where there is another`() throws
    {
        note("a")
        note("b")
        let last = try #require(list.last)
        let first = list.refuse(last, "it has changed", passing: nil, at: .zero)
        #expect(!first && list.last?.words == "“b” cannot be taken back: it has changed")
        let second = list.refuse(last, "it has changed", passing: last.id, at: .seconds(1))
        #expect(second && list.steps.map(\.done) == ["a"])
        let only = try #require(list.last)
        let isPassed = list.refuse(only, "it has changed", passing: only.id, at: .seconds(2))
        #expect(!isPassed && list.last?.id == only.id)
    }

    @Test mutating func `the list tells the newest first, and which of them stay`() {
        #expect(list.lines.map(\.text) == ["This console has nothing to take back."])
        note("a")
        note("gone", isKept: false)
        #expect(list.lines.map(\.label) == ["stays", "u"])
        #expect(list.lines.map(\.text) == ["“gone” cannot be taken back: nothing is kept", "a"])
    }
}
