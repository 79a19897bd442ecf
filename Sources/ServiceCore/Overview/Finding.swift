package import FoundationEssentials

/// One thing that wants attention now, as one sentence with what it counts.
package struct Finding: Sendable, Equatable, Identifiable {
    package let weight: Concern.Weight
    package let count: Int
    /// `3 SMTP users are exhausted: smtp70021, smtp70022 and 1 more`; no full stop.
    package let sentence: String
    /// Since when, or for when; nil where nobody knows.
    package var moment: Moment?
    package let place: Place
    /// A share a day, the oldest first, the last of a day that is not over; empty where it has none.
    package var trend: [Double] = []

    package init(
        _ weight: Concern.Weight, count: Int, _ sentence: String, moment: Moment? = nil, at place: Place,
        trend: [Double] = []
    ) {
        self.weight = weight
        self.count = count
        self.sentence = sentence
        self.moment = moment
        self.place = place
        self.trend = trend
    }

    package var id: Place { place }

    /// A time with what is said before it: `since` or `the first at`.
    package struct Moment: Sendable, Hashable {
        package let word: String
        package let time: Date

        package init(_ word: String, _ time: Date) { (self.word, self.time) = (word, time) }
    }

    /// Where that which is counted can be seen.
    package enum Place: Sendable, Hashable {
        /// Exactly the rows that pass the filter.
        case rows(ResourceKind, filter: String)
        case connection(ConnectionID)
    }
}

extension Sequence<Finding> {
    /// The worst first; those that are alike stay in their order.
    package var worstFirst: [Finding] {
        enumerated().sorted {
            ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset)
        }.map(\.element)
    }
}
