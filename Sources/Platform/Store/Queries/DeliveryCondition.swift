import GRDB
import ServiceCore

/// A filter over recipients as further SQL conditions on `delivery d`.
struct DeliveryCondition {
    private(set) var sql = ""
    private(set) var arguments: StatementArguments = []

    init(_ filter: Filter) throws {
        for term in filter.terms {
            let (test, values) = try Self.test(term.test)
            sql += term.isNegated ? " AND NOT coalesce((\(test)), 0)" : " AND (\(test))"
            arguments += values
        }
    }

    private static let reply = "lower(coalesce(d.reason, d.reply, ''))"

    private static func test(_ test: FilterTerm.Test) throws -> (String, StatementArguments) {
        switch test {
        case .anywhere(let word):
            let (states, _) = states(word, .contains)
            let person = TextCondition.of(StoredAddress.shown("d"), .contains, word)
            return (
                "\(person.sql) OR instr(\(reply), ?) > 0 OR \(states)",
                person.arguments + [word.lowercased()]
            )
        case .account, .platform: return ("1 = 1", [])
        case .field("state", let comparison, .text(let word)): return states(word, comparison)
        case .field("address", let comparison, .text(let text)):
            let part = TextCondition.address("d.address", shown: StoredAddress.shown("d"), comparison, text)
            return (part.sql, part.arguments)
        case .field("reply", let comparison, .text(let text)): return self.text(reply, comparison, text)
        case .field("attempts", let comparison, .number(let number)):
            return ("d.attempts \(comparison.sign) ?", [number])
        case .field("changed", let comparison, .date(let date)):
            return ("d.changed_at \(comparison.sign) ?", [date.storedTime])
        case .field("next_attempt", let comparison, .date(let date)):
            return ("d.next_at \(comparison.sign) ?", [date.storedTime])
        case .field(let field, _, _):
            throw ServiceError(
                .invalid, "Recipients are not filtered by “\(field)”.",
                hint: "Use state, address, reply, attempts, changed or next_attempt.")
        }
    }

    private static func states(_ word: String, _ comparison: FilterTerm.Comparison) -> (
        String, StatementArguments
    ) {
        let parts = DeliveryState.allCases.filter { comparison.accepts($0.rawValue, word) }
        let numbers = parts.flatMap { StoredDeliveryState.states(of: $0) }.map { String($0.rawValue) }
        return ("d.state IN (\(numbers.joined(separator: ", ")))", [])
    }

    private static func text(
        _ column: String, _ comparison: FilterTerm.Comparison, _ text: String
    ) -> (String, StatementArguments) {
        let needle = text.lowercased()
        return comparison == .equals ? ("\(column) = ?", [needle]) : ("instr(\(column), ?) > 0", [needle])
    }
}
