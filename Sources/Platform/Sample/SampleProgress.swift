import ServiceCore

/// How far the making of sample data has got.
package struct SampleProgress: Sendable, Equatable {
    package var phase: Phase
    package var done: Int
    package var total: Int
    /// Rows a second so far; 0 where the phase has no rows.
    package var rate: Int

    package init(_ phase: Phase, done: Int = 0, total: Int = 0, rate: Int = 0) {
        self.phase = phase
        self.done = done
        self.total = total
        self.rate = rate
    }

    package enum Phase: String, Sendable {
        case contacts, indices, search, campaigns, history, finished
    }

    /// One line for a terminal: `contacts 430,000 of 1,000,000 · 118,000/s · 5 s left`.
    package var text: String {
        guard total > 0 else { return phase.rawValue }
        var parts = ["\(phase.rawValue) \(NumberText.grouped(done)) of \(NumberText.grouped(total))"]
        if rate > 0 {
            parts.append("\(NumberText.grouped(rate))/s")
            parts.append("\((total - done + rate - 1) / rate) s left")
        }
        return parts.joined(separator: " · ")
    }
}
