package import FoundationEssentials

/// How many events of each kind there were in each step of a launch's time, all steps equally long.
package struct CampaignTimeline: Sendable, Equatable {
    /// When the first step begins.
    package let start: Date
    /// In seconds.
    package let step: Int
    /// As many numbers each as there are steps; kinds of which there were none are left out.
    package let counts: [EventKind: [Int]]

    /// The kinds that it tells, in the order in which they come to a message.
    package static let kinds: [EventKind] = [
        .accepted, .delivered, .deferred, .refused, .bounceSoft, .bounceHard, .open, .click, .complaint,
        .unsubscribe,
    ]

    package init(start: Date, step: Int, counts: [EventKind: [Int]]) {
        (self.start, self.step, self.counts) = (start, step, counts)
    }

    /// Nil where none of the events is dated and of its kinds.
    package init?(_ events: [DeliveryEvent]) {
        let dated = events.filter { $0.toldTime != nil && $0.ownKind == nil && Self.kinds.contains($0.kind) }
        guard let first = dated.map(\.time).min(), let last = dated.map(\.time).max() else { return nil }
        let steps = Steps(from: first, to: last)
        var counts: [EventKind: [Int]] = [:]
        for event in dated {
            counts[event.kind, default: steps.none][steps.index(of: event.time)] += 1
        }
        self.init(start: steps.start, step: steps.length, counts: counts)
    }

    /// The kinds that it has, in their order.
    package var shownKinds: [EventKind] { Self.kinds.filter { counts[$0] != nil } }

    package var stepCount: Int { counts.values.first?.count ?? 0 }

    package func start(ofStep index: Int) -> Date { start.addingTimeInterval(Double(index * step)) }

    /// A span divided into a few dozen steps of a length that people count time by.
    package struct Steps: Sendable {
        package let start: Date
        /// In seconds.
        package let length: Int
        package let count: Int

        /// More than these are too narrow to be drawn on a page.
        package static let most = 48

        private static let lengths = [
            1, 5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400,
        ]

        package init(from first: Date, to last: Date) {
            let (first, last) = (first.timeIntervalSince1970, last.timeIntervalSince1970)
            let longest = 28 * 86_400
            length =
                Self.lengths.first { (last - first) / Double($0) < Double(Self.most - 1) }
                ?? longest * (1 + Int((last - first) / Double(longest * (Self.most - 1))))
            let begin = (first / Double(length)).rounded(.down)
            start = Date(timeIntervalSince1970: begin * Double(length))
            count = Int((last / Double(length)).rounded(.down) - begin) + 1
        }

        package var none: [Int] { Array(repeating: 0, count: count) }

        package func index(of time: Date) -> Int {
            max(0, min(count - 1, Int(time.timeIntervalSince(start) / Double(length))))
        }
    }
}
