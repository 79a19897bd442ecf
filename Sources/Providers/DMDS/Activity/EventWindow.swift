import FoundationEssentials
import ServiceCore

/// The span of time for which events are asked, from the filter's terms on `time`.
///
/// It holds at least what the filter lets through: a strict bound asks for a second that the filter then drops.
struct EventWindow: Sendable, Hashable {
    /// Both inclusive.
    let from: Date
    let to: Date

    /// How far back activity reaches where the filter names no time.
    static let days = 7
    /// Before any event of DMDS.
    private static let beginning = Date(timeIntervalSince1970: 946_684_800)  // 2000-01-01

    init(_ filter: Filter, now: Date) {
        var from: Date?
        var to: Date?
        for term in filter.terms {
            guard case .field("time", let comparison, .date(let date)) = term.test else { continue }
            switch (comparison, term.isNegated) {
            case (.greater, false), (.greaterOrEqual, false), (.less, true), (.lessOrEqual, true):
                from = max(from ?? date, date)
            case (.less, false), (.lessOrEqual, false), (.greater, true), (.greaterOrEqual, true):
                to = min(to ?? date, date)
            case (.equals, false), (.contains, false), (.names, false), (.matches, false):
                (from, to) = (max(from ?? date, date), min(to ?? date, date))
            case (.equals, true), (.contains, true), (.names, true), (.matches, true): break
            }
        }
        let week = now.addingTimeInterval(-Double(Self.days) * 86_400)
        self.from = from ?? (to == nil ? week : Self.beginning)
        // Clocks differ: what DMDS dates a little later than now is still wanted.
        self.to = to ?? now.addingTimeInterval(86_400)
    }

    /// The two names are inferred; a server that knows others takes these as well (§9).
    var body: JSONValue {
        ["desde": .string(DMDSTime.text(from)), "hasta": .string(DMDSTime.text(to))]
    }
}
