import FoundationEssentials
import ServiceCore

/// The span of time for which events are asked, from the filter's terms on `time`.
struct EventWindow: Sendable, Hashable {
    /// Both inclusive.
    let from: Date
    let to: Date

    /// How far back activity reaches where the filter says nothing.
    static let days = 7

    /// A strict bound asks for a second that the filter then drops; so does a negated term, for more.
    init(_ filter: Filter, now: Date) {
        var from: Date?
        // Clocks differ: what DMDS dates a little later than now is still wanted.
        var to = now.addingTimeInterval(86_400)
        for case .field("time", let comparison, .date(let date)) in filter.terms.filter({ !$0.isNegated })
            .map(\.test)
        {
            switch comparison {
            case .greater, .greaterOrEqual: from = max(from ?? date, date)
            case .less, .lessOrEqual: to = min(to, date)
            case .equals, .contains: (from, to) = (date, date)
            }
        }
        self.to = to
        self.from = from ?? min(now, to).addingTimeInterval(-Double(Self.days) * 86_400)
    }

    /// The two names are inferred; a server that knows others takes these as well (§9).
    var body: JSONValue {
        ["desde": .string(DMDSTime.text(from)), "hasta": .string(DMDSTime.text(to))]
    }
}
