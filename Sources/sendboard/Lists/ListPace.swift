import FoundationEssentials
import ServiceCore

/// How a list goes, as a line: `rows 430,000 · 61 % · 118,000/s · 5 s left`.
struct ListPace: Sendable {
    let size: Int?
    let start: Date
    let now: @Sendable () -> Date

    func show(_ progress: ListProgress, _ verb: String, on line: ProgressLine) {
        if let stage = progress.stage { return line.show(stage, stage: stage, fraction: nil) }
        let fraction = size.map { min(1, Double(progress.bytes) / Double(max(1, $0))) }
        line.show(text(progress, verb, fraction), stage: verb, fraction: fraction)
    }

    private func text(_ progress: ListProgress, _ verb: String, _ fraction: Double?) -> String {
        var parts = ["\(verb) \(NumberText.grouped(progress.rows))"]
        if let fraction { parts.append("\(Int(fraction * 100)) %") }
        let seconds = now().timeIntervalSince(start)
        guard seconds >= 0.5, progress.rows > 0 else { return parts.joined(separator: " · ") }
        parts.append("\(NumberText.grouped(Int(Double(progress.rows) / seconds)))/s")
        if let fraction, fraction > 0.01, fraction < 1 {
            parts.append("\(Int((seconds / fraction * (1 - fraction)).rounded(.up))) s left")
        }
        return parts.joined(separator: " · ")
    }
}
