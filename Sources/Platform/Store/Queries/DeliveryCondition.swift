import ServiceCore
import Store

/// A filter over recipients as further SQL conditions on `delivery d`.
struct DeliveryCondition {
    private(set) var sql: SQL = ""

    init(_ filter: Filter) throws {
        for term in filter.terms {
            let test = try Self.test(term.test)
            sql += term.isNegated ? " AND \(test.negated)" : " AND (\(test))"
        }
    }

    private static let reply = "lower(coalesce(d.reason, d.reply, ''))"

    private static func test(_ test: FilterTerm.Test) throws -> SQL {
        switch test {
        case .anywhere(let word):
            let person = TextCondition.of(StoredAddress.shown("d"), .contains, word)
            return "\(person) OR \(self.text(reply, .contains, word)) OR \(states(word, .contains))"
        case .account, .platform: return .constant(true)
        case .field("state", let comparison, .text(let word)): return states(word, comparison)
        case .field("address", let comparison, .text(let text)):
            return TextCondition.address("d.address", shown: StoredAddress.shown("d"), comparison, text)
        case .field("reply", let comparison, .text(let text)): return self.text(reply, comparison, text)
        case .field("attempts", let comparison, .number(let number)):
            return "d.attempts \(sql: comparison.sign) \(number)"
        case .field("changed", let comparison, .date(let date)):
            return TextCondition.of("d.changed_at", comparison, date)
        case .field("next_attempt", let comparison, .date(let date)):
            return TextCondition.of("d.next_at", comparison, date)
        case .field(let field, _, _):
            throw ServiceError(
                .invalid, "Recipients are not filtered by “\(field)”.",
                hint: "Use state, address, reply, attempts, changed or next_attempt.")
        }
    }

    private static func states(_ word: String, _ comparison: FilterTerm.Comparison) -> SQL {
        let parts = DeliveryState.allCases.filter { comparison.accepts($0.rawValue, word) }
        let numbers = parts.flatMap { StoredDeliveryState.states(of: $0) }.map { String($0.rawValue) }
        return "d.state IN (\(sql: numbers.joined(separator: ", ")))"
    }

    private static func text(
        _ column: String, _ comparison: FilterTerm.Comparison, _ text: String
    ) -> SQL {
        let needle = text.lowercased()
        return comparison == .equals
            ? "\(sql: column) = \(needle)" : "instr(\(sql: column), \(needle)) > 0"
    }
}
