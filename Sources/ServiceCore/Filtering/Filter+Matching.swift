import FoundationEssentials

extension Filter {
    /// Whether a row passes; how sources without a query language of their own filter.
    ///
    /// - Parameter fields: the columns that bare words are looked for in; nil means all but secrets.
    package func matches(_ row: Row, in fields: [FieldID]? = nil) -> Bool {
        terms.allSatisfy { $0.holds(for: row, in: fields) }
    }
}

extension FilterTerm {
    fileprivate func holds(for row: Row, in fields: [FieldID]?) -> Bool {
        passes(row, fields) != isNegated
    }

    private func passes(_ row: Row, _ fields: [FieldID]?) -> Bool {
        switch test {
        case .anywhere(let word):
            let needle = TextFolding.fold(word)
            return (fields ?? row.schema.fields.filter { $0.kind != .secret }.map(\.id)).contains {
                TextFolding.fold(row[$0].plainText).contains(needle)
            }
        case .account(let name):
            let field = row.id.kind == .account ? row.schema.words.nameField : "account"
            return TextFolding.fold(row[field].plainText).contains(TextFolding.fold(name))
        case .platform(let name):
            return TextFolding.fold(row.id.connection.name).contains(TextFolding.fold(name))
        case .field(let field, let comparison, let operand):
            return operand.compares(comparison, with: row[field])
        case .either(let filters): return filters.contains { $0.matches(row, in: fields) }
        }
    }
}

extension FilterTerm.Operand {
    /// A row without a value never passes, whatever the comparison.
    fileprivate func compares(_ comparison: FilterTerm.Comparison, with value: FieldValue) -> Bool {
        switch (self, value) {
        case (.text(let wanted), .list(let names)):
            return names.contains { comparison.accepts(name: $0.plainText, wanted) }
        case (.text(let wanted), _):
            return !value.isEmpty && comparison.accepts(value.plainText, wanted)
        case (.flag(let wanted), .flag(let flag)): return wanted == flag
        case (.number(let wanted), .integer(let number)): return comparison.holds(Double(number), wanted)
        case (.number(let wanted), .number(let number)): return comparison.holds(number, wanted)
        case (.date(let wanted), .date(let date)): return comparison.holds(date, wanted)
        default: return false
        }
    }
}

extension FilterTerm.Comparison {
    fileprivate func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equals, .contains, .names, .matches: left == right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
