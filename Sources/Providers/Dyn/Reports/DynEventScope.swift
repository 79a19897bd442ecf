import FoundationEssentials
import ServiceCore

/// What of a filter the reports themselves are asked for; the rest is done on the rows.
struct DynEventScope: Sendable {
    let reports: [DynReport]
    let query: DynReportQuery
    /// Whether the reports say everything that the filter does, so that they can count for it.
    let isExact: Bool

    /// The fields that narrow what is read.
    static let fields: Set<FieldID> = ["time", "kind", "person", "sender", "unique"]

    /// Dyn keeps the rows for 30 days, the counts for 18 months.
    static func recent(_ now: Date, days: Double = 30) -> DynRange {
        DynRange(start: now - days * 86400, end: now + 60)
    }

    init(_ filter: Filter, now: Date) {
        var query = DynReportQuery(range: filter.range("time", default: Self.recent(now)))
        query.person = filter.exactly("person")
        query.sender = filter.exactly("sender")
        query.isUnique = filter.isUnique
        let parts = DynReport.allCases.map { ($0, $0.kinds.filter(filter.allows)) }
        reports = parts.filter { !$1.isEmpty && ($0.hasUnique || !query.isUnique) }.map(\.0)
        let areWhole = parts.allSatisfy { $1.isEmpty || $1 == $0.kinds }
        self.query = query
        isExact = areWhole && filter.terms.allSatisfy(Self.isExact)
    }

    init(_ reports: [DynReport], _ query: DynReportQuery) {
        self.reports = reports
        self.query = query
        isExact = true
    }

    private static func isExact(_ term: FilterTerm) -> Bool {
        switch term.test {
        case .field("kind", _, .text): true
        case .field("time", _, .date), .field("unique", _, .flag(true)): !term.isNegated
        case .field("person", .equals, .text), .field("sender", .equals, .text): !term.isNegated
        default: false
        }
    }
}

extension Filter {
    fileprivate var isUnique: Bool {
        terms.contains { term in
            if case .field("unique", _, .flag(true)) = term.test { return !term.isNegated }
            return false
        }
    }

    /// Whether no term about the kind keeps this one out.
    fileprivate func allows(_ kind: EventKind) -> Bool {
        terms.allSatisfy { term in
            guard case .field("kind", let comparison, .text(let text)) = term.test else { return true }
            return comparison.accepts(kind.rawValue, text) != term.isNegated
        }
    }
}
