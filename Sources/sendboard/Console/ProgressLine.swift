import ServiceCore
import Synchronization
import Terminal

/// How far something has got: one line that renews itself on a terminal, plain lines now and then elsewhere.
final class ProgressLine: Sendable {
    private let output: Output
    private let state = Mutex(State())
    private static let barWidth = 24

    private struct State {
        var told = ""
        /// The tenth last told of where lines cannot be renewed.
        var step = ""
    }

    init(_ output: Output) { self.output = output }

    /// - Parameters:
    ///   - stage: what is being done; a new one is always told.
    ///   - fraction: from 0 to 1, nil where unknown.
    func show(_ text: String, stage: String, fraction: Double?) {
        let line = SafeText(text)
        let isNew = state.withLock { state in
            let step = output.isTerminal ? line.text : "\(stage) \(fraction.map { Int($0 * 10) } ?? 0)"
            defer { (state.told, state.step) = (line.text, step) }
            return step != state.step
        }
        guard isNew else { return }
        if output.isTerminal {
            let bar = fraction.map(Self.bar) ?? ""
            let room = max(1, output.columns - bar.count - 1)
            try? output.write("\r\u{1B}[K" + bar + line.truncated(to: room).text)
        } else {
            try? output.line(line.text)
        }
        try? output.flush()
    }

    /// Ends the line with its last words, where it can be renewed.
    func finish() {
        guard output.isTerminal, state.withLock({ !$0.told.isEmpty }) else { return }
        try? output.write("\n")
        try? output.flush()
    }

    /// Takes the line away again.
    func clear() {
        guard output.isTerminal else { return }
        try? output.write("\r\u{1B}[K")
        try? output.flush()
    }

    private static func bar(_ fraction: Double) -> String {
        let done = Int(max(0, min(1, fraction)) * Double(barWidth))
        return "[" + String(repeating: "#", count: done) + String(repeating: ".", count: barWidth - done)
            + "] "
    }
}

/// A launch's state as one line.
enum ProgressText {
    /// Every change is told, in place where that can be.
    static func show(_ progress: CampaignProgress, on output: ProgressLine) {
        output.show(line(progress), stage: line(progress), fraction: nil)
    }

    static func line(_ progress: CampaignProgress) -> String {
        let states = DeliveryState.allCases.compactMap { state -> String? in
            guard let count = progress.states[state], count > 0 else { return nil }
            return "\(state.rawValue) \(NumberText.grouped(count))"
        }
        let state = progress.campaign.stateWords
        guard let audience = progress.audience, audience > 0 else { return state }
        let settled = audience - (progress.states[.pending] ?? 0) - (progress.states[.deferred] ?? 0)
        let head = "\(state) \(settled * 100 / audience) % of \(NumberText.grouped(audience))"
        return ([head] + states).joined(separator: " · ")
    }
}
