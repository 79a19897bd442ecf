/// How fast a launch goes, from the snapshots as they come.
package struct RateHistory: Sendable, Equatable {
    private struct Sample: Sendable, Equatable {
        let at: Duration
        let settled: Int
    }

    private var samples: [Sample] = []
    /// The most in any whole second since the first sample.
    private var highest = 0.0
    /// The last whole second that this holds for.
    private var lastSecond = 0.0

    package init() {}

    /// How far back the sparkline looks.
    package enum Window: Sendable, Equatable, CaseIterable {
        case minute, tenMinutes, all

        package var label: String {
            switch self {
            case .minute: "the last minute"
            case .tenMinutes: "the last 10 minutes"
            case .all: "since the watch began"
            }
        }

        var length: Duration? {
            switch self {
            case .minute: .seconds(60)
            case .tenMinutes: .seconds(600)
            case .all: nil
            }
        }

        package var next: Window {
            switch self {
            case .minute: .tenMinutes
            case .tenMinutes: .all
            case .all: .minute
            }
        }
    }

    /// - Parameter settled: recipients that no longer wait.
    package mutating func add(settled: Int, at now: Duration) {
        if samples.isEmpty { lastSecond = now.inSeconds.rounded(.up) }
        samples.append(Sample(at: now, settled: settled))
        noteHighest(until: now.inSeconds.rounded(.down))
        if samples.count > 20_000 {
            samples = samples.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        }
    }

    private mutating func noteHighest(until last: Double) {
        guard lastSecond < last else { return }
        let marks = stride(from: lastSecond, through: last, by: 1).map { self.settled(at: .seconds($0)) }
        lastSecond = last
        highest = zip(marks, marks.dropFirst()).reduce(highest) { max($0, $1.1 - $1.0) }
    }

    /// The most messages in a second of the window, whatever the spans that its bars stand for; never less than the rate now.
    package func peak(_ window: Window, at now: Duration) -> Double {
        let recent = series(
            window == .all ? .tenMinutes : window, count: window == .minute ? 60 : 600, at: now)
        return max(current(at: now), recent.max() ?? 0, window == .all ? highest : 0)
    }

    /// Messages a second over the last few seconds; 0 before there are two samples.
    package func current(at now: Duration) -> Double {
        guard let last = samples.last else { return 0 }
        let since = max(now - .seconds(5), samples[0].at)
        guard let first = samples.last(where: { $0.at <= since }) ?? samples.first else { return 0 }
        let seconds = (max(now, last.at) - first.at).inSeconds
        return seconds > 0.2 ? max(0, Double(last.settled - first.settled) / seconds) : 0
    }

    /// The rate in each of up to `count` whole spans of the window, oldest first.
    ///
    /// Spans are a second or longer and end at whole multiples of their length, so that bars move but never change;
    /// the one that is not over yet and those before the first sample are left out.
    package func series(_ window: Window, count: Int, at now: Duration) -> [Double] {
        guard count > 0, let first = samples.first else { return [] }
        let length = (window.length ?? now - first.at).inSeconds
        let span = max(1, (length / Double(count)).rounded(.up))
        let last = (now.inSeconds / span).rounded(.down)
        let start = max(last - Double(count), (first.at.inSeconds / span).rounded(.up))
        guard start < last else { return [] }
        let marks = stride(from: start, through: last, by: 1).map { settled(at: .seconds($0 * span)) }
        return zip(marks, marks.dropFirst()).map { max(0, ($1 - $0) / span) }
    }

    /// The settled number at a moment, straight lines between samples.
    private func settled(at moment: Duration) -> Double {
        var low = 0
        var high = samples.count
        while low < high {
            let middle = (low + high) / 2
            if samples[middle].at <= moment { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return Double(samples[0].settled) }
        guard low < samples.count else { return Double(samples[low - 1].settled) }
        let (before, after) = (samples[low - 1], samples[low])
        let span = (after.at - before.at).inSeconds
        guard span > 0 else { return Double(after.settled) }
        let share = (moment - before.at).inSeconds / span
        return Double(before.settled) + share * Double(after.settled - before.settled)
    }

    /// The last moment at which the settled number grew.
    package var lastProgress: Duration? {
        guard let last = samples.last else { return nil }
        return samples.first { $0.settled == last.settled }?.at
    }
}

extension Duration {
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
