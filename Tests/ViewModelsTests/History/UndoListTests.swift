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

    @Test mutating func `one that was refused stays the last, and is tried again`() throws {
        note("a")
        note("b")
        let last = try #require(list.last)
        list.refuse(last.id, "it has changed")
        #expect(list.last?.words == "“b” cannot be taken back: it has changed")
        #expect(turn(passing: last.id, at: .seconds(1)) == "back: b")
        #expect(list.steps.map(\.done) == ["a", "b"])
    }

    @Test mutating func `what is left of a step that was taken back in part stays in its place`() throws {
        note("3 whitelisted")
        let step = try #require(list.last)
        for _ in 0..<2 { list.keep(Reversal("the last") { EditOutcome("done") }, of: step.id) }
        #expect(list.steps.map(\.done) == ["the rest of “3 whitelisted”"])
        #expect(turn(passing: nil, at: .zero) == "back: the rest of “3 whitelisted”")
    }

    @Test mutating func `a step whose entries were all taken back in the trail goes`() {
        list.note(EditOutcome("a", reversal: Reversal("a") { EditOutcome("a") }, entries: ["1", "2"]))
        note("b")
        list.forget(entries: ["1"])
        #expect(list.steps.map(\.entries) == [["2"], []])
        list.forget(entries: ["2", "9"])
        #expect(list.steps.map(\.done) == ["b"])
    }
}
