import FoundationEssentials
import GRDB
import ServiceCore

/// A saved filter over contacts as an SQL condition on `contact c`.
struct FilterCondition {
    private(set) var sql = "1 = 1"
    private(set) var arguments: StatementArguments = []

    /// - Throws: `.invalid` for a filter that cannot be read or asks for what no column holds.
    init(_ query: String, in db: Database, now: Date = Date()) throws {
        let filter = try FilterParser(schema: ResourceSchema(of: Contact.self), now: now).parse(query)
        for term in filter.terms {
            let (test, values) = try Self.test(term.test)
            sql += term.isNegated ? " AND NOT coalesce((\(test)), 0)" : " AND (\(test))"
            arguments += values
        }
    }

    private static func test(_ test: FilterTerm.Test) throws -> (String, StatementArguments) {
        switch test {
        case .anywhere(let word): ("instr(c.search, ?) > 0", [SearchFolding.fold(word)])
        case .account, .platform: ("1 = 1", [])
        case .field("groups", _, .text(let name)):
            (
                """
                EXISTS (SELECT 1 FROM grp_member n JOIN grp g ON g.id = n.grp WHERE n.contact = c.id
                AND instr(lower(g.name), ?) > 0)
                """, [name.lowercased()]
            )
        case .field(let field, let comparison, let operand):
            try fieldTest(column(field), comparison, operand)
        }
    }

    private static func fieldTest(
        _ column: String, _ comparison: FilterTerm.Comparison, _ operand: FilterTerm.Operand
    ) throws -> (String, StatementArguments) {
        switch operand {
        case .text(let text) where comparison == .equals: ("lower(\(column)) = ?", [text.lowercased()])
        case .text(let text): ("instr(lower(\(column)), ?) > 0", [text.lowercased()])
        case .number(let number): ("\(column) \(sign(comparison)) ?", [number])
        case .date(let date): ("\(column) \(sign(comparison)) ?", [date.storedTime])
        case .flag(let flag): ("(\(column)) = ?", [flag])
        }
    }

    private static func sign(_ comparison: FilterTerm.Comparison) -> String {
        switch comparison {
        case .contains, .equals: "="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }

    private static func column(_ field: FieldID) throws -> String {
        let columns = [
            "email": "c.email", "state": "c.state", "phone": "c.phone", "first_name": "c.first_name",
            "last_name": "c.last_name", "name": "c.first_name || ' ' || c.last_name", "age": "c.age",
            "sex": "c.sex", "numid": "c.numid", "operation": "c.operation",
            "whitelisted": "c.whitelisted_at IS NOT NULL", "whitelisted_since": "c.whitelisted_at",
            "invalid_since": "c.invalid_at", "invalid_reason": "c.invalid_why",
            "hard_bounces": "c.hard_count",
            "soft_bounces": "c.soft_count", "created": "c.created_at", "last_event_at": "c.last_event_at",
            "fields": "c.fields",
        ]
        if let column = columns[field] { return column }
        throw ServiceError(
            .invalid, "An audience cannot be chosen by “\(field)”.",
            hint: "Use \(columns.keys.sorted().joined(separator: " ")).")
    }
}
