import Terminal
import Testing

@testable import ViewModels

@MainActor
@Suite struct TypedAheadTests {
    private var ahead = TypedAhead()
    private let mark = CommandTable.named("list.mark")!

    /// The keys that are carried out now.
    private mutating func taken(_ meanwhile: (inout TypedAhead, KeyStroke) -> Void = { _, _ in }) -> String {
        var keys = ""
        while let item = ahead.next() {
            guard case .key(let key) = item else {
                keys += "command "
                continue
            }
            keys += key.spelling
            meanwhile(&ahead, key)
        }
        return keys
    }

    private mutating func type(_ keys: String) {
        for key in keys { _ = ahead.press(.character(key)) }
    }

    @Test mutating func `a command that waits goes before the keys typed behind it`() {
        #expect(!ahead.isInUse)
        ahead.hold(mark, argument: "")
        #expect(ahead.isInUse)
        type("jk")
        #expect(ahead.count == 3 && taken() == "command jk" && !ahead.isInUse)
    }

    @Test mutating func `what must wait once more stops the others, in their order`() {
        type("jwk")
        let mark = mark
        #expect(taken { if $1 == .character("w") { $0.hold(mark, argument: "") } } == "jw")
        #expect(ahead.count == 2 && taken() == "command k")
    }

    @Test mutating func `a key that asks for a dialog keeps the rest for it`() {
        type("eiw")
        #expect(taken { if $1 == .character("e") { $0.awaitDialog(of: "edit.1") } } == "e")
        #expect(ahead.awaitsDialog && taken() == "")
        ahead.endWait(takesKeys: true)
        ahead.drop()
        #expect(taken() == "iw")
    }

    @Test mutating func `a question takes no keys that were typed before it`() {
        ahead.awaitDialog(of: "edit.1")
        type("yy")
        ahead.endWait(takesKeys: false)
        ahead.drop()
        #expect(!ahead.isInUse)
    }

    @Test mutating func `only the end of the latest work ends the wait for it`() {
        ahead.awaitDialog(of: "edit.1")
        ahead.awaitDialog(of: "edit.2")
        #expect(!ahead.endWait(for: "edit.1") && ahead.awaitsDialog)
        #expect(ahead.endWait(for: "edit.2") && !ahead.endWait(for: "edit.2"))
    }

    @Test mutating func `Esc drops all and cancels the dialog unless it must go on`() {
        ahead.awaitDialog(of: "edit.1")
        type("j")
        #expect(ahead.press(.escape) == .cancel("edit.1") && !ahead.isInUse)
        ahead.awaitDialog(of: "edit.2", isGivenUpByEscape: false)
        type("j")
        #expect(ahead.press(.escape) == .none && ahead.awaitsDialog && ahead.count == 0)
        #expect(ahead.press(.control("c")) == .cancelAll && !ahead.isInUse)
    }

    @Test mutating func `what is being carried out is not dropped by where it leads`() {
        type("5j")
        #expect(taken { ahead, _ in ahead.drop() } == "5j")
    }

    @Test mutating func `a key held down does not fill the memory`() {
        type(String(repeating: "j", count: 1000))
        #expect(ahead.count == 200)
    }

    @Test func `an edit goes behind the edit before it, other work behind nobody`() {
        var turns = EditTurns()
        let first = turns.queue()
        let form = turns.next()
        let second = turns.queue()
        #expect(first.before == nil && second.before == first.own && turns.last == second.own)
        #expect(Set([first.own, form, second.own]).count == 3)
    }
}
