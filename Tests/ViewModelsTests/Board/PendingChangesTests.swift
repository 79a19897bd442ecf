import ServiceCore
import Testing

@testable import ViewModels

@Suite struct PendingChangesTests {
    private var pending = PendingChanges()

    @Test mutating func `what changed is read five times a second at most`() {
        pending.note([.contact])
        #expect(pending.wait(at: .seconds(9)) == .zero)
        #expect(pending.take(at: .seconds(9)) == [.contact])
        pending.note([.contact])
        pending.note([.event])
        #expect(pending.wait(at: .milliseconds(9_050)) == .milliseconds(150))
        #expect(pending.take(at: .milliseconds(9_200)) == [.contact, .event])
        #expect(pending.take(at: .seconds(10)).isEmpty)
    }

    @Test mutating func `a pause keeps for later what changed meanwhile`() {
        pending.isPaused = true
        pending.note([.contact])
        #expect(pending.wait(at: .seconds(9)) == nil)
        pending.isPaused = false
        #expect(pending.wait(at: .seconds(9)) == .zero && pending.take(at: .seconds(9)) == [.contact])
    }
}
