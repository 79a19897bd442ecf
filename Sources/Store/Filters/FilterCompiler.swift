package import ServiceCore

/// Makes of a filter a condition on a table's rows, by the columns that its fields stand for.
package struct FilterCompiler {
    private let columns: [FieldID: FilterColumn]
    private let anywhere: [FieldID]
    private let account: (String) throws -> SQL
    private let platform: (String) -> SQL
    private let unknown: (FieldID) -> ServiceError

    /// - Parameters:
    ///   - anywhere: the fields that a bare word is looked for in.
    ///   - account: the condition of belonging to an account that is named.
    ///   - platform: the condition of standing on a platform that is named.
    ///   - unknown: what is said of a field that the rows do not have, or that is not asked for so.
    package init(
        _ columns: [FieldID: FilterColumn], anywhere: [FieldID],
        account: @escaping (String) throws -> SQL = { _ in .constant(true) },
        platform: @escaping (String) -> SQL = { _ in .constant(true) },
        unknown: @escaping (FieldID) -> ServiceError
    ) {
        self.columns = columns
        self.anywhere = anywhere
        self.account = account
        self.platform = platform
        self.unknown = unknown
    }

    /// - Throws: what is said of unknown fields.
    package func condition(_ filter: Filter) throws -> SQL {
        .all(
            try filter.terms.map { term in
                let condition = try condition(term.test)
                return term.isNegated ? condition.negated : condition
            })
    }

    private func condition(_ test: FilterTerm.Test) throws -> SQL {
        switch test {
        case .anywhere(let word):
            .any(try anywhere.map { try condition(of: $0, .contains, .text(word)) })
        case .account(let name): try account(name)
        case .platform(let name): platform(name)
        case .field(let field, let comparison, let operand):
            try condition(of: field, comparison, operand)
        case .either(let filters): .any(try filters.map(condition))
        }
    }

    private func condition(
        of field: FieldID, _ comparison: FilterTerm.Comparison, _ operand: FilterTerm.Operand
    ) throws -> SQL {
        guard let condition = try columns[field]?.condition(comparison, operand) else { throw unknown(field) }
        return condition
    }
}
