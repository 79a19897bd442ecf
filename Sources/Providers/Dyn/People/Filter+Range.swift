import FoundationEssentials
import ServiceCore

extension Filter {
    /// The dates that the filter leaves of a field, rounded outwards to whole seconds; the default where it says none.
    func range(_ field: FieldID, default range: DynRange) -> DynRange {
        let bounds = terms.compactMap { $0.range(field) }
        guard !bounds.isEmpty else { return range }
        let end = bounds.compactMap(\.end).min() ?? range.end
        // With an end alone, the default's length before it.
        let start =
            bounds.compactMap(\.start).max()
            ?? min(range.start, end - range.end.timeIntervalSince(range.start))
        return DynRange(start: start, end: max(start, end))
    }

    /// Whether all its terms are dates of these fields, so that `range` says everything.
    func isWithin(_ fields: Set<FieldID>) -> Bool {
        terms.allSatisfy { term in fields.contains { term.range($0) != nil } }
    }
}

extension FilterTerm {
    fileprivate struct Bounds {
        var start: Date?
        var end: Date?
    }

    /// Nil where the term is about something else, or turned round.
    fileprivate func range(_ field: FieldID) -> Bounds? {
        guard case .field(field, let comparison, .date(let date)) = test, !isNegated else { return nil }
        let second = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
        let next = second + 1
        let isWhole = second == date
        switch comparison {
        case .greaterOrEqual: return Bounds(start: second)
        case .greater: return Bounds(start: isWhole ? next : second)
        case .less: return Bounds(end: isWhole ? second : next)
        case .lessOrEqual: return Bounds(end: next)
        case .equals, .contains, .names, .matches: return Bounds(start: second, end: next)
        }
    }
}
