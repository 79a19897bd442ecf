import NIOCore
import Synchronization

/// What a scripted relay was told and has seen; shared by its sessions.
final class RelayRecord: Sendable {
    let script: RelayScript
    private let state: Mutex<State>

    private struct State {
        var rules: [RelayRule]
        var counts: [RelayPoint: Int] = [:]
        var commands: [RelayCommand] = []
        var accepted: [AcceptedMessage] = []
        var open: [Int: any Channel] = [:]
        var sessionCount = 0
        var waiting: [(isDue: @Sendable (State) -> Bool, told: @Sendable () -> Void)] =
            []

        mutating func takeDue() -> [@Sendable () -> Void] {
            guard !waiting.isEmpty else { return [] }
            let now = self
            let due = waiting.filter { $0.isDue(now) }
            waiting.removeAll { $0.isDue(now) }
            return due.map(\.told)
        }
    }

    init(_ script: RelayScript) {
        self.script = script
        state = Mutex(State(rules: script.rules))
    }

    var accepted: [AcceptedMessage] { state.withLock { $0.accepted } }
    var commands: [RelayCommand] { state.withLock { $0.commands } }
    var sessionCount: Int { state.withLock { $0.sessionCount } }
    var openCount: Int { state.withLock { $0.open.count } }

    func add(_ rule: RelayRule) { state.withLock { $0.rules.insert(rule, at: 0) } }

    /// The number of a session that begins.
    func opened(_ channel: any Channel) -> Int {
        change { state in
            state.sessionCount += 1
            state.open[state.sessionCount] = channel
            return state.sessionCount
        }
    }

    func closed(_ session: Int) { change { $0.open[session] = nil } }

    func take(_ message: AcceptedMessage) { change { $0.accepted.append(message) } }

    func note(_ command: RelayCommand) { change { $0.commands.append(command) } }

    /// The rule for what just came to this point; nil where none fits.
    func rule(at point: RelayPoint, session: Int, saying arguments: String = "") -> RelayRule? {
        change { state in
            let turn = state.counts[point, default: 0] + 1
            state.counts[point] = turn
            return state.rules.first { $0.fits(point, turn: turn, session: session, arguments) }
        }
    }

    func count(_ point: RelayPoint) { change { $0.counts[point, default: 0] += 1 } }

    func capabilities(of session: Int, isEncrypted: Bool) -> [String] {
        if isEncrypted, let under = script.capabilitiesUnderTLS { return under }
        return script.capabilities[min(session, script.capabilities.count) - 1]
    }

    func reached(_ point: RelayPoint, _ count: Int) async {
        await wait { $0.counts[point, default: 0] >= count }
    }

    func accepted(_ count: Int) async { await wait { $0.accepted.count >= count } }

    func deserted() async { await wait { $0.open.isEmpty } }

    func open() -> [any Channel] { state.withLock { Array($0.open.values) } }

    private func wait(until isDue: @escaping @Sendable (State) -> Bool) async {
        await untilTold { told in change { $0.waiting.append((isDue, told)) } }
    }

    @discardableResult
    private func change<Value: Sendable>(_ change: (inout State) -> Value) -> Value {
        let (value, due) = state.withLock { state in
            let value = change(&state)
            return (value, state.takeDue())
        }
        for told in due { told() }
        return value
    }
}

/// One line that a client said.
package struct RelayCommand: Sendable, Hashable {
    package let session: Int
    package let line: String
    package let isEncrypted: Bool
}
