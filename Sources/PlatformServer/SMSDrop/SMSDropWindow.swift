/// The part of a list that is asked for: `skip` and `limit` (§5).
struct SMSDropWindow: Equatable {
    let skip: Int
    let limit: Int

    private static let usualLimit = 100
    private static let highestLimit = 1000

    /// - Throws: `.invalid` for what is no number, is negative, or is more than a list gives.
    init(_ query: RequestFields) throws(SMSDropFailure) {
        var violations: [SMSDropViolation] = []
        skip = Self.number("skip", in: query, 0...Int.max, &violations) ?? 0
        limit = Self.number("limit", in: query, 0...Self.highestLimit, &violations) ?? Self.usualLimit
        guard violations.isEmpty else { throw .invalid(violations) }
    }

    private static func number(
        _ name: String, in query: RequestFields, _ range: ClosedRange<Int>,
        _ violations: inout [SMSDropViolation]
    ) -> Int? {
        guard let text = query[name] else { return nil }
        let rule: SMSDropViolation.Rule
        if let number = integer(text) {
            if range.contains(number) { return number }
            rule = number < range.lowerBound ? .atLeast(range.lowerBound) : .atMost(range.upperBound)
        } else {
            rule = .noInteger
        }
        violations.append(SMSDropViolation(["query", .name(name)], rule))
        return nil
    }

    /// Digits with an optional minus; a number beyond all others is the highest or lowest there is.
    private static func integer(_ text: String) -> Int? {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let digits = text.utf8.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text) ?? (isNegative ? .min : .max)
    }
}
