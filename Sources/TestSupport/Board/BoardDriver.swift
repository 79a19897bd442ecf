package import ServiceCore
package import Terminal
import Testing
package import ViewModels

/// A board without a terminal: keys by their spelling, time by hand, effects recorded.
@MainActor
package final class BoardDriver {
    package let board: Board
    package let clock: ManualClock
    package let store: FakeStore
    private let record: EffectRecord

    @MainActor
    private final class EffectRecord {
        var effects: [BoardEffect] = []
    }

    /// - Parameter connections: nil takes the store's own, able to do everything.
    package init(
        _ store: FakeStore = FakeStore(), connections: [Connection]? = nil, keyMap: KeyMap = KeyMap(),
        memory: BoardMemory = BoardMemory(), startsWith start: String? = nil,
        themes: [String] = ["default", "mono"],
        size: Size = Size(width: 80, height: 24), clock: ManualClock = ManualClock(),
        trail: KeptTrail? = nil
    ) {
        let record = EffectRecord()
        self.store = store
        self.clock = clock
        self.record = record
        var workspace = Workspace(name: "support", connections: connections ?? [store.connection()])
        workspace.trail = trail?.reader
        board = Board(
            workspace: workspace, clock: clock.board, keyMap: keyMap, memory: memory, start: start,
            themes: themes,
            perform: { record.effects.append($0) })
        board.resize(size)
    }

    /// Starts the board and waits for its first rows.
    package func start() async {
        board.start()
        await settle()
    }

    package var effects: [BoardEffect] { record.effects }

    package func forgetEffects() { record.effects = [] }

    /// Presses keys one after the other, as fast as the terminal hands them over.
    package func burst(_ spellings: String...) {
        for spelling in spellings { press(spelling) }
    }

    /// Presses keys and waits after each until nothing that a person waits for runs.
    package func keys(_ spellings: String...) async {
        for spelling in spellings {
            press(spelling)
            await settle()
        }
    }

    private func press(_ spelling: String) {
        guard let key = KeyStroke(spelling: spelling) else {
            Issue.record("No key is spelled “\(spelling)”.")
            return
        }
        board.press(key)
    }

    /// Types text a character at a time.
    package func type(_ text: String) {
        for character in text { board.press(.character(character)) }
    }

    /// Runs a command as the palette does.
    package func command(_ line: String) async {
        await keys(":")
        type(line)
        await keys("Enter")
    }

    /// Answers a question, after the quarter of a second in which keys are dropped.
    package func answer(_ spellings: String...) async {
        board.wasShown()
        await clock.advance(by: .milliseconds(300))
        for spelling in spellings { await keys(spelling) }
    }

    /// Types what a dialog wants and submits it.
    package func confirm(typing text: String) async {
        board.wasShown()
        await clock.advance(by: .milliseconds(300))
        type(text)
        await keys("Ctrl-S")
    }

    package func advance(by step: Duration) async {
        await clock.advance(by: step)
        await settle()
    }

    /// Returns once nothing that a person waits for runs and every stream has been read.
    package func settle() async {
        var quietTurns = 0
        while quietTurns < 10 {
            // Behind whatever waits for a thread, and then behind whatever waits for this one.
            await Task.detached(priority: .background) {}.value
            await Task.yield()
            quietTurns += 1
            guard board.work.isBusy else { continue }
            await board.work.settle()
            quietTurns = 0
        }
        board.wasShown()
    }
}
